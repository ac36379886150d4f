package io.showrunner.writer;

import static io.showrunner.writer.WritingDecision.FINISHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import org.junit.jupiter.api.Test;

class BriefScenesTest {

    @Test
    void aCompleteBriefNeedsNoModel() {
        // Given
        Brief brief = Writers.brief(
                1,
                Writers.given("Salt", "A hand on glass", "Lamp room at dawn"),
                Writers.given("Ink", "A ledger", "Macro of a ledger page"));

        // When
        WritingSession session = Writers.roomyDesk().open("story-a", brief);
        Story story = session.finish();

        // Then
        assertThat(session.decision()).isEqualTo(FINISHED);
        assertThat(story.storySource()).isEqualTo(StorySource.BRIEF);
        assertThat(story.scenes()).extracting(SceneSpec::title).containsExactly("Salt", "Ink");
        assertThat(story.scenes()).extracting(SceneSpec::mood).containsOnly("wistful");
        assertThat(story.llm().status()).isEqualTo("skipped");
        assertThat(story.warnings()).isEmpty();
    }

    @Test
    void aPartlyGivenStoryIsCompletedByTheModelWordForWord() {
        // Given
        Brief brief = Writers.brief(
                3,
                Writers.given("Salt", "A hand on glass", "Lamp room"),
                Writers.given("Second Handwriting", null, "Ledger"));
        WritingSession session = Writers.roomyDesk().open("story-a", brief);

        // When
        Writers.say(session, Writers.outline(3));
        String message = Writers.message(session.nextRequest());
        session.accept(200, Writers.answer(Writers.scene(2), "stop"), null);
        Writers.say(session, Writers.scene(3));
        Story story = session.finish();

        // Then
        assertThat(message).contains("scene 2 of 3", "{\"title\":\"Second Handwriting\",\"prompt\":\"Ledger\"}");
        assertThat(story.storySource()).isEqualTo(StorySource.LLM);
        assertThat(story.scenes())
                .extracting(SceneSpec::title)
                .containsExactly("Salt", "Second Handwriting", "Title 3");
        assertThat(story.scenes().get(1).prompt()).isEqualTo("Ledger");
        assertThat(story.scenes().get(1).summary()).isEqualTo("Summary of scene 2");
    }

    @Test
    void whatTheBriefSaysOfAScenePrevails() {
        // Given
        BriefScene scene =
                new BriefScene("Salt", "A hand", "Lamp room", "tense", "gulls, Blur", "pan", "grey", 14, "keys/a.png");

        // When
        SceneSpec spec = Writers.roomyDesk()
                .open("story-a", Writers.brief(1, scene))
                .finish()
                .scenes()
                .get(0);

        // Then
        assertThat(spec.mood()).isEqualTo("tense");
        assertThat(spec.expectedFrames()).isEqualTo(14);
        assertThat(spec.keyframePath()).isEqualTo("keys/a.png");
        assertThat(spec.cameraMovement()).isEqualTo("pan");
        assertThat(spec.palette()).isEqualTo("grey");
        assertThat(spec.negativePrompt()).startsWith("blur, ").endsWith("motion blur, people, gulls");
    }

    @Test
    void anOwnPromptMayBeShorterThanAModelsAndIsKept() {
        // Given
        Brief brief = Writers.brief(1, Writers.given(null, null, "Sea"));
        WritingSession session = Writers.roomyDesk().open("story-a", brief);
        Writers.say(session, Writers.outline(1));

        // When
        WritingDecision decision = Writers.say(session, "{\"title\": \"Salt\", \"summary\": \"Waves.\"}");

        // Then
        assertThat(decision).isEqualTo(FINISHED);
        assertThat(session.finish().scenes()).extracting(SceneSpec::prompt).containsExactly("Sea");
    }

    @Test
    void aPartlyGivenStoryIsCompletedByTheTemplateWhenThereIsNoModel() {
        // Given
        Brief brief = Writers.brief(2, Writers.given("Salt", null, "Lamp room"));

        // When
        Story story = Writers.desk(500).open("story-a", brief).finish();

        // Then
        assertThat(story.storySource()).isEqualTo(StorySource.TEMPLATE);
        assertThat(story.scenes().get(0).title()).isEqualTo("Salt");
        assertThat(story.scenes().get(0).prompt()).isEqualTo("Lamp room");
        assertThat(story.scenes()).extracting(SceneSpec::summary).allSatisfy(text -> assertThat(text)
                .isNotBlank());
    }
}
