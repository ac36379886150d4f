package io.showrunner.writer;

import static io.showrunner.writer.WritingDecision.ASK;
import static io.showrunner.writer.WritingDecision.FINISHED;
import static io.showrunner.writer.WritingDecision.WAIT_AND_ASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.ChatReply.Content;
import io.showrunner.llm.ChatReply.DropStreaming;
import io.showrunner.llm.ChatReply.Retry;
import io.showrunner.llm.ChatReply.Unusable;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenes are taken out of a reply while it is being written. */
class StreamedStoryTest {
    private final WritingSession session = Writers.roomyDesk().open("story-a", Writers.brief(3));

    @Test
    void asksForRepliesWhileTheyAreWritten() {
        JsonNode request = Writers.request(session.nextRequest());

        assertThat(request.path("stream").asBoolean()).isTrue();
        assertThat(request.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @Test
    void nothingIsAskedForInFrontOfTheScenes() {
        JsonNode request = Writers.request(session.nextRequest());

        assertThat(request.at("/response_format/json_schema/schema/properties").fieldNames())
                .toIterable()
                .containsExactly("scenes", "logline", "directorsVision");
        assertThat(request.at("/messages/0/content").asText())
                .containsSubsequence("{\"scenes\": ", "\"logline\": ", "\"directorsVision\": ");
    }

    static Stream<String> storiesInEitherOrder() {
        return Stream.of(Writers.story(3).toString(), Writers.withHeaderFirst(3).toString());
    }

    @ParameterizedTest
    @MethodSource("storiesInEitherOrder")
    void eachSceneIsTakenAsSoonAsItIsWhole(String words) {
        // Given
        session.nextRequest();

        // When
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < words.length(); i++) {
            heard.addAll(session.sent().heard(words.substring(i, i + 1), i + 1));
            assertThat(session.script().deliveredCount()).isEqualTo(heard.size());
        }
        WritingDecision decision = session.accept(new Content(words, false, "stop", 300, 200, null));

        // Then
        assertThat(heard).containsExactly("scene-001", "scene-002", "scene-003");
        assertThat(decision).isEqualTo(FINISHED);
        Story story = session.finish();
        assertThat(story.storySource()).isEqualTo(StorySource.LLM);
        assertThat(story.scenes()).extracting(SceneSpec::title).containsExactly("Title 1", "Title 2", "Title 3");
        assertThat(story.logline()).isEqualTo("A keeper answers a signal dated tomorrow");
        assertThat(story.directorsVision()).isEqualTo("Quiet frames, weather as a character");
        assertThat(story.warnings()).isEmpty();
        assertThat(story.llm().repairs()).isEmpty();
        assertThat(story.llm().completionTokens()).isEqualTo(200);
    }

    @Test
    void aStreamThatBreaksOffCostsOnlyWhatHadNotArrived() {
        // Given
        session.nextRequest();
        hear(Writers.story(3), 2);

        // When
        WritingDecision afterwards = session.failed(new SocketException("Connection reset"));
        String request = session.nextRequest();
        WritingDecision decision = session.accept(200, Writers.answer(Writers.scene(3), "stop"), null);

        // Then
        assertThat(afterwards).isEqualTo(WAIT_AND_ASK);
        assertThat(Writers.message(request)).contains("Title 1").contains("Title 2");
        assertThat(decision).isEqualTo(FINISHED);
        assertThat(session.finish().llm())
                .returns(2, llm -> llm.attempts())
                .returns(0, llm -> llm.timeouts())
                .satisfies(llm -> assertThat(llm.repairs()).containsKey("scene-by-scene"));
    }

    @Test
    void aStreamThatBreaksOffAfterItsLastSceneHasBroughtTheStory() {
        session.nextRequest();
        hear(Writers.story(3), 3);

        assertThat(session.failed(new SocketTimeoutException("no whole reply within 120000ms")))
                .isEqualTo(FINISHED);
        Story story = session.finish();
        assertThat(story.llm().timeouts()).isEqualTo(1);
        assertThat(story.logline()).isEqualTo("a retired keeper discovers a hidden ledger full of ship signals");
        assertThat(story.directorsVision()).isNotBlank();
        assertThat(story.warnings()).singleElement().asString().startsWith("LLM_HEADER_SHORTFALL: ");
    }

    @Test
    void whatWasTakenIsNotChangedByTheRestOfTheReply() {
        // Given
        session.nextRequest();
        hear(Writers.story(3), 2);
        ObjectNode other = Writers.story(3);
        ((ObjectNode) other.at("/scenes/0")).put("title", "Another title");

        // When
        session.accept(new Content(other.toString(), false, "stop", null, null, null));

        // Then
        assertThat(session.finish().scenes())
                .extracting(SceneSpec::title)
                .containsExactly("Title 1", "Title 2", "Title 3");
    }

    @Test
    void aReplyThatIsNoGoodInTheEndKeepsWhatWasTaken() {
        // Given
        session.nextRequest();
        hear(Writers.story(3), 2);

        // When
        WritingDecision decision = session.accept(new Unusable("the reply is blank", "stop", 300, 40, null));

        // Then
        assertThat(decision).isEqualTo(ASK);
        assertThat(Writers.say(session, Writers.scene(3))).isEqualTo(FINISHED);
        assertThat(session.finish().llm())
                .returns(600, llm -> llm.promptTokens())
                .returns(240, llm -> llm.completionTokens());
    }

    @Test
    void whatAReplySaysOfTheWholeIsKeptWhenItsLastSceneIsNoGood() {
        // Given
        session.nextRequest();
        ObjectNode story = Writers.story(3);
        ((ObjectNode) story.at("/scenes/2"))
                .put("prompt", Writers.scene(1).get("prompt").asText());
        session.sent().heard(story.toString(), 100);

        // When
        session.accept(new Content(story.toString(), false, "stop", null, null, null));
        Writers.say(session, Writers.scene(3));

        // Then
        assertThat(session.finish())
                .returns("A keeper answers a signal dated tomorrow", Story::logline)
                .returns("Quiet frames, weather as a character", Story::directorsVision)
                .returns(List.of(), Story::warnings);
    }

    @Test
    void anErrorInTheMiddleIsWaitedFor() {
        session.nextRequest();
        hear(Writers.story(3), 1);

        assertThat(session.accept(new Retry("in the middle of the reply: slot died", Duration.ZERO)))
                .isEqualTo(WAIT_AND_ASK);
        assertThat(Writers.say(session, Writers.scene(2))).isEqualTo(ASK);
        assertThat(Writers.say(session, Writers.scene(3))).isEqualTo(FINISHED);
    }

    @Test
    void nothingIsTakenAfterASceneThatHasToBeRepaired() {
        // Given
        session.nextRequest();
        ObjectNode story = Writers.story(3);
        ((ObjectNode) story.at("/scenes/1")).remove("prompt");

        // When
        List<String> heard = session.sent().heard(story.toString(), 1);

        // Then
        assertThat(heard).containsExactly("scene-001");
    }

    @Test
    void aSceneLikeAnEarlierOneIsNotTaken() {
        session.nextRequest();
        ObjectNode story = Writers.story(3);
        ((ObjectNode) story.at("/scenes/2"))
                .put("prompt", Writers.scene(1).get("prompt").asText());

        assertThat(session.sent().heard(story.toString(), 1)).containsExactly("scene-001", "scene-002");
    }

    @Test
    void scenesBeyondTheNumberAskedForAreLeft() {
        session.nextRequest();

        assertThat(session.sent().heard(Writers.story(5).toString(), 1)).hasSize(3);
        assertThat(session.accept(new Content(Writers.story(5).toString(), false, "stop", null, null, null)))
                .isEqualTo(FINISHED);
    }

    @Test
    void anEndpointThatRefusesIsAskedForWholeRepliesFromThenOn() {
        // Given
        session.nextRequest();

        // When
        WritingDecision decision = session.accept(new DropStreaming("HTTP 400: Streaming is not supported"));

        // Then
        assertThat(decision).isEqualTo(ASK);
        JsonNode request = Writers.request(session.nextRequest());
        assertThat(request.path("stream").asBoolean()).isFalse();
        assertThat(request.has("stream_options")).isFalse();
        assertThat(request.has("response_format")).isTrue();
    }

    private void hear(JsonNode story, int scenes) {
        String words = story.toString();
        String end = "picture number " + scenes;
        int brace = words.indexOf('}', words.indexOf(end));
        session.sent().heard(words.substring(0, brace + 1), 100);
        assertThat(session.script().deliveredCount()).isEqualTo(scenes);
    }
}
