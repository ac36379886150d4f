package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.StreamedReply;
import io.showrunner.llm.Thoughts;
import io.showrunner.story.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model that thinks before it answers is told not to once it was seen to, as long as its server takes that. */
class ThinkingModelTest {
    private static final int CAP = 500;
    private static final ProviderSettings PROVIDER = Writers.LM_STUDIO;

    private final LlmCapabilities capabilities = LlmCapabilities.inMemory();
    private final WritingDesk desk = new WritingDesk(
            Writers.CONFIG, Writers.settings(CAP, PROVIDER), "txt2img-svd", capabilities, Writers.CLOCK);
    private final WritingSession session = desk.open("story-a", Writers.brief(1));

    /** A reply whose thoughts stand in a field of their own. */
    private static String thinking(String field, String content, String finishReason) {
        ObjectNode body = (ObjectNode) Json.read(Writers.answer(content, finishReason), JsonNode.class);
        ((ObjectNode) body.at("/choices/0/message")).put(field, "Let me see what the keeper would do");
        return body.toString();
    }

    private JsonNode ask() {
        return Writers.request(session.nextRequest());
    }

    @Test
    void theFirstQuestionSaysNothingOfThoughts() {
        JsonNode request = ask();

        assertThat(request.has("reasoning_effort")).isFalse();
        assertThat(request.has("chat_template_kwargs")).isFalse();
    }

    @Test
    void aReplyThatIsOnlyThoughtIsAskedForAgainWithMoreRoomAndNoThoughts() {
        // Given
        JsonNode first = ask();

        // When
        WritingDecision decision = session.accept(200, thinking("reasoning", "", "length"), null);

        // Then
        assertThat(decision).isEqualTo(WritingDecision.ASK);
        JsonNode second = ask();
        assertThat(second.path("reasoning_effort").asText()).isEqualTo("none");
        assertThat(second.path("max_tokens").asInt())
                .isEqualTo(4 * first.path("max_tokens").asInt());
        assertThat(second.at("/messages/0/content").asText()).contains("answer at once");
        assertThat(second.at("/response_format/json_schema/name").asText()).isEqualTo("story");

        // When it obeys
        assertThat(session.accept(200, Writers.answer(Writers.story(1), "stop"), null))
                .isEqualTo(WritingDecision.FINISHED);

        // Then that is known for the next story
        assertThat(capabilities.of(PROVIDER).thoughts()).isEqualTo(Thoughts.REASONING);
        assertThat(capabilities.of(PROVIDER).can())
                .isEqualTo(Map.of(
                        Capability.THINKING_SWITCH,
                        true,
                        Capability.STRUCTURED_OUTPUT,
                        true,
                        Capability.STREAMING,
                        true));
        JsonNode next = Writers.request(desk.open("story-b", Writers.brief(1)).nextRequest());
        assertThat(next.path("reasoning_effort").asText()).isEqualTo("none");
        assertThat(next.path("max_tokens")).isEqualTo(first.path("max_tokens"));
    }

    @Test
    void aModelThatThinksAllTheSameGetsRoomForItsThoughts() {
        // Given
        int tokens = ask().path("max_tokens").asInt();
        session.accept(200, thinking("reasoning_content", "", "length"), null);
        assertThat(ask().at("/chat_template_kwargs/enable_thinking").isBoolean())
                .isTrue();

        // When
        session.accept(200, thinking("reasoning_content", Writers.story(1).toString(), "stop"), null);

        // Then
        assertThat(session.decision()).isEqualTo(WritingDecision.FINISHED);
        assertThat(capabilities.mayUse(PROVIDER, Capability.THINKING_SWITCH)).isFalse();
        JsonNode next = Writers.request(desk.open("story-b", Writers.brief(1)).nextRequest());
        assertThat(next.has("chat_template_kwargs")).isFalse();
        assertThat(next.path("max_tokens").asInt()).isEqualTo(4 * tokens);
    }

    @Test
    void theRoomForThoughtsIsWhatCanArriveInTime() {
        // Given 120 s at 8 tokens per second
        capabilities.measured(PROVIDER, 8.0, null);
        ask();

        // When
        session.accept(200, thinking("reasoning", "", "length"), null);

        // Then
        assertThat(ask().path("max_tokens").asInt()).isEqualTo(960);
    }

    @Test
    void aServerThatRefusesTheSwitchIsAskedWithoutIt() {
        // Given
        ask();
        session.accept(200, thinking("reasoning_content", "", "length"), null);
        assertThat(ask().has("chat_template_kwargs")).isTrue();

        // When
        session.accept(400, "{\"error\":\"Unrecognized key: chat_template_kwargs\"}", null);

        // Then
        assertThat(session.decision()).isEqualTo(WritingDecision.ASK);
        assertThat(ask().has("chat_template_kwargs")).isFalse();
        assertThat(capabilities.mayUse(PROVIDER, Capability.THINKING_SWITCH)).isFalse();

        // When it refuses that as well
        session.accept(400, "{\"error\":\"Unrecognized key: seed\"}", null);

        // Then
        assertThat(session.decision()).isEqualTo(WritingDecision.USE_TEMPLATE);
    }

    @Test
    void aSecondReplyThatIsOnlyThoughtIsTreatedLikeAnyOtherThatIsCutOff() {
        ask();
        session.accept(200, thinking("reasoning", "", "length"), null);
        ask();

        session.accept(200, thinking("reasoning", "", "length"), null);

        assertThat(session.decision()).isEqualTo(WritingDecision.ASK);
        assertThat(ask().at("/response_format/json_schema/name").asText()).isEqualTo("outline");
    }

    @Test
    void thoughtsInTheAnswerItselfCountToo() {
        ask();

        session.accept(200, Writers.answer("<think>The keeper is old, so", "length"), null);

        assertThat(session.decision()).isEqualTo(WritingDecision.ASK);
        assertThat(ask().at("/chat_template_kwargs/enable_thinking").isBoolean())
                .isTrue();
        assertThat(capabilities.of(PROVIDER).thoughts()).isEqualTo(Thoughts.INLINE);
    }

    @Test
    void aReplyThatComesWhileTheModelThinksIsTreatedLikeAWholeOne() throws Exception {
        // Given
        assertThat(ask().path("stream").asBoolean()).isTrue();
        StreamedReply reply = new StreamedReply(new ByteArrayInputStream("""
                data: {"choices":[{"delta":{"reasoning":"Let me see"}}]}

                data: {"choices":[{"delta":{},"finish_reason":"length"}]}

                data: [DONE]

                """.getBytes(StandardCharsets.UTF_8)));
        while (reply.next().isPresent()) {
            assertThat(reply.tokens()).isOne();
        }

        // When
        WritingDecision decision = session.accept(reply.whole());

        // Then
        assertThat(decision).isEqualTo(WritingDecision.ASK);
        JsonNode second = ask();
        assertThat(second.path("reasoning_effort").asText()).isEqualTo("none");
        assertThat(second.path("stream").asBoolean()).isTrue();
    }
}
