package io.showrunner.writer;

import static io.showrunner.writer.WritingDecision.ASK;
import static io.showrunner.writer.WritingDecision.FINISHED;
import static io.showrunner.writer.WritingDecision.USE_TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartByPartTest {

    @Test
    void aSmallCapAsksForTheOutlineAndThenForEveryScene() {
        // Given
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(3));
        List<JsonNode> requests = new ArrayList<>();

        // When
        requests.add(say(session, Writers.outline(3)));
        requests.add(say(session, Writers.scene(1)));
        requests.add(say(session, Writers.scene(2)));
        requests.add(say(session, Writers.scene(3)));

        // Then
        assertThat(session.decision()).isEqualTo(FINISHED);
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(request.path("max_tokens").asInt()).isLessThanOrEqualTo(500));
        assertThat(requests)
                .extracting(request ->
                        request.at("/response_format/json_schema/name").asText())
                .containsExactly("outline", "scene", "scene", "scene");
        assertThat(session.finish().storySource()).isEqualTo(StorySource.LLM);
        assertThat(session.script().parts())
                .extracting(StoryPart::id)
                .containsExactly("outline", "scene-001", "scene-002", "scene-003");
    }

    @Test
    void aSceneIsAskedForWithTheFilmSoFar() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(3));
        say(session, Writers.outline(3));
        say(session, Writers.scene(1));

        String message = Writers.message(session.nextRequest());

        assertThat(message)
                .contains("scene 2 of 3", "the second act", "Summary of scene 1", "Planned 3", "What happens in 3");
    }

    @Test
    void tooManyScenesAreCut() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

        say(session, Writers.story(5));

        assertThat(session.decision()).isEqualTo(FINISHED);
        assertThat(session.finish().scenes()).hasSize(3);
    }

    @Test
    void missingScenesAreAskedForOneByOne() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(4));

        // When
        say(session, Writers.story(2));
        String message = Writers.message(session.nextRequest());
        session.accept(200, Writers.answer(Writers.scene(3), "stop"), null);
        say(session, Writers.scene(4));

        // Then
        assertThat(message).contains("scene 3 of 4");
        Story story = session.finish();
        assertThat(story.scenes()).hasSize(4);
        assertThat(story.storySource()).isEqualTo(StorySource.LLM);
        assertThat(story.warnings()).singleElement().asString().startsWith("LLM_SCENE_SHORTFALL: ");
    }

    @Test
    void aStoryThatWasCutOffKeepsItsWholeScenes() {
        // Given
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        String words = Writers.story(3).toString();
        String torn = words.substring(0, words.indexOf("picture number 3"));

        // When
        session.nextRequest();
        WritingDecision decision = session.accept(200, Writers.answer(torn, "length"), null);

        // Then
        assertThat(decision).isEqualTo(ASK);
        assertThat(Writers.message(session.nextRequest())).contains("scene 3 of 3", "Summary of scene 2");
    }

    @Test
    void aStoryThatWasCutOffInItsHeadIsAskedForPartByPart() {
        WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));
        session.nextRequest();

        session.accept(200, Writers.answer("{\"logline\": \"A kee", "length"), null);

        assertThat(Writers.request(session.nextRequest())
                        .at("/response_format/json_schema/name")
                        .asText())
                .isEqualTo("outline");
    }

    @Test
    void anOutlineThatWasCutOffIsGoodEnoughWithItsHead() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(3));
        String words = Writers.outline(3).toString();
        session.nextRequest();

        session.accept(200, Writers.answer(words.substring(0, words.indexOf("Planned 2")), "length"), null);

        assertThat(Writers.message(session.nextRequest())).contains("scene 1 of 3", "Planned 1");
    }

    @Test
    void aSceneThatWasCutOffMayUseAllTokens() {
        WritingSession session = Writers.desk(600, Writers.LM_STUDIO).open("story-a", Writers.brief(3));
        say(session, Writers.outline(3));
        session.nextRequest();

        session.accept(200, Writers.answer("{\"title\": \"Salt on the Gl", "length"), null);

        JsonNode request = Writers.request(session.nextRequest());
        assertThat(request.path("max_tokens").asInt()).isEqualTo(600);
        assertThat(request.at("/messages/0/content").asText()).contains("cut off");
    }

    @Test
    void aSceneThatCannotBeHadComesFromTheTemplateAndIsNamed() {
        // Given
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(3));
        say(session, Writers.outline(3));
        say(session, Writers.scene(1));

        // When
        for (int i = 0; i < 3; i++) {
            say(session, "no");
        }
        say(session, Writers.scene(3));

        // Then
        Story story = session.finish();
        assertThat(story.storySource()).isEqualTo(StorySource.TEMPLATE);
        assertThat(story.llm().scenesReceived()).isEqualTo(2);
        assertThat(story.scenes().get(2).title()).isEqualTo("Title 3");
        assertThat(story.warnings()).singleElement().asString().contains("scene-002 from the genre template");
    }

    @Test
    void threeScenesThatCannotBeHadEndTheAsking() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(12));
        say(session, Writers.outline(12));
        int requests = 0;

        while (session.wantsReply() && requests < 100) {
            say(session, "no");
            requests++;
        }

        assertThat(session.decision()).isEqualTo(USE_TEMPLATE);
        assertThat(requests).isEqualTo(9);
        assertThat(session.finish().scenes()).hasSize(12);
    }

    @Test
    void anotherEndpointIsAskedForTheScenesThatCouldNotBeHad() {
        // Given
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        say(session, Writers.outline(2));
        for (int i = 0; i < 3; i++) {
            say(session, "no");
        }
        say(session, Writers.scene(2));

        // When
        session.turnTo(Writers.OLLAMA);
        say(session, Writers.scene(1));

        // Then
        assertThat(session.decision()).isEqualTo(FINISHED);
        assertThat(session.finish().storySource()).isEqualTo(StorySource.LLM);
    }

    @Test
    void aSceneLikeAnotherIsAskedForAgain() {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(2));
        say(session, Writers.outline(2));
        say(session, Writers.scene(1));

        say(session, Writers.scene(1));

        assertThat(Writers.message(session.nextRequest())).contains("scene 2 has the same prompt as scene 1");
    }

    @Test
    void deliveredPartsAreNotAskedForAgain() {
        // Given
        WritingDesk desk = Writers.desk(500, Writers.LM_STUDIO);
        Brief brief = Writers.brief(3);
        WritingSession killed = desk.open("story-a", brief);
        say(killed, Writers.outline(3));
        say(killed, Writers.scene(1));

        // When
        WritingSession resumed = desk.open("story-a", brief, killed.script().parts());

        // Then
        assertThat(Writers.message(resumed.nextRequest())).contains("scene 2 of 3", "Summary of scene 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12})
    void everySceneCountIsWrittenAtTheDefaultCap(int scenes) {
        WritingSession session = Writers.desk(500, Writers.LM_STUDIO).open("story-a", Writers.brief(scenes));

        if (scenes == 1) {
            say(session, Writers.story(1));
        } else {
            say(session, Writers.outline(scenes));
            for (int number = 1; number <= scenes; number++) {
                say(session, Writers.scene(number));
            }
        }

        assertThat(session.decision()).isEqualTo(FINISHED);
        assertThat(session.finish().scenes()).hasSize(scenes);
    }

    private static JsonNode say(WritingSession session, Object content) {
        JsonNode request = Writers.request(session.nextRequest());
        session.accept(200, Writers.answer(content, "stop"), null);
        return request;
    }
}
