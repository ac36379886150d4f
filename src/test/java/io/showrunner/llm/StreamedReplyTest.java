package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.llm.ChatReply.Content;
import io.showrunner.llm.ChatReply.DropResponseFormat;
import io.showrunner.llm.ChatReply.Kind;
import io.showrunner.llm.ChatReply.NoRetry;
import io.showrunner.llm.ChatReply.Retry;
import io.showrunner.llm.ChatReply.Unusable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedReplyTest {
    private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final String STOP = chunk("{}", "\"stop\"");
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":310,\"completion_tokens\":4,\"total_tokens\":314}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void wordsComeAsTheyAreWrittenAndMakeTheSameReplyAsAWholeOne() throws IOException {
        // Given
        StreamedReply reply = reply(ROLE + words("{\"title\"", ": ", " \"A \\\"", "b\"}") + STOP + USAGE + DONE);

        // When
        List<String> heard = hear(reply);

        // Then
        assertThat(heard).startsWith("", "{\"title\"", ": ", " \"A \\\"", "b\"}");
        assertThat(reply.tokens()).isEqualTo(4);
        assertThat(reply.whole()).isEqualTo(new Content("{\"title\":  \"A \\\"b\"}", false, "stop", 310, 4, null));
    }

    @Test
    void tokensAreNotMadeUpWhenTheServerDoesNotCountThem() throws IOException {
        assertThat(whole(ROLE + words("{}") + STOP + DONE))
                .isEqualTo(new Content("{}", false, "stop", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void thoughtsAreBlankAndTheAnswerFollows(String field) throws IOException {
        StreamedReply reply =
                reply(ROLE + chunk("{\"" + field + "\":\"hm {\"}", "null") + words("{\"a\":1}") + STOP + DONE);

        assertThat(hear(reply)).startsWith("", "", "{\"a\":1}");
        assertThat(reply.tokens()).isEqualTo(2);
        assertThat(reply.whole())
                .isEqualTo(new Content(
                        "{\"a\":1}", false, "stop", null, null, Thoughts.valueOf(field.toUpperCase(Locale.ROOT))));
    }

    @Test
    void anAnswerThatStandsInTheThoughtsIsFoundAtTheEnd() throws IOException {
        String stream = ROLE + chunk("{\"reasoning_content\":\"{\\\"a\\\":1}\"}", "null") + STOP + DONE;

        assertThat(whole(stream)).isEqualTo(new Content("{\"a\":1}", true, "stop", null, null, null));
    }

    @Test
    void aReplyThatOnlyThoughtIsUnusable() throws IOException {
        String stream = ROLE + chunk("{\"reasoning\":\"hm\"}", "null") + chunk("{}", "\"length\"") + DONE;

        assertThat(whole(stream))
                .isEqualTo(new Unusable(
                        "the reply is blank, the model only thought", "length", null, null, Thoughts.REASONING));
    }

    @Test
    void aReplyThatRanOutOfTokensSaysSo() throws IOException {
        assertThat(whole(ROLE + words("{\"a\":") + chunk("{}", "\"length\"") + DONE))
                .isInstanceOfSatisfying(
                        Content.class, content -> assertThat(content.isCutOff()).isTrue());
    }

    @Test
    void theReasonForTheEndIsEnoughWithoutDone() throws IOException {
        assertThat(whole(ROLE + words("{}") + STOP)).isInstanceOf(Content.class);
    }

    @Test
    void aStreamThatJustEndsWasCutOff() throws IOException {
        assertThat(whole(ROLE + words("{\"a\":1}")))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo("the reply was cut off on the way"));
        assertThat(whole("")).isInstanceOf(Retry.class);
    }

    @Test
    void aConnectionThatBreaksBeforeTheEndIsAFailure() {
        assertThatThrownBy(() -> hear(new StreamedReply(broken(ROLE + words("{\"a\"")))))
                .isInstanceOf(SocketException.class);
    }

    @Test
    void aConnectionThatBreaksAfterTheReasonForTheEndCostsNothing() throws IOException {
        StreamedReply reply = new StreamedReply(broken(ROLE + words("{}") + STOP));
        hear(reply);

        assertThat(reply.whole()).isInstanceOf(Content.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"code\":500,\"message\":\"slot died\",\"type\":\"server_error\"}}\n\n",
                "error: {\"code\":500,\"message\":\"slot died\"}\n\n",
                "event: error\ndata: {\"error\":{\"message\":\"slot died\"}}\n\n",
                "{\"error\":\"slot died\"}\n"
            })
    void anErrorInTheMiddleMayPassLater(String error) throws IOException {
        assertThat(whole(ROLE + words("{\"a\"") + error))
                .isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.reason())
                        .isEqualTo("in the middle of the reply: slot died"));
    }

    @Test
    void aContextThatOtherRequestsHaveFilledMayBeFreeLater() throws IOException {
        assertThat(whole(Recorded.stream("llama-server-shared-context")))
                .isInstanceOfSatisfying(Retry.class, retry -> assertThat(retry.reason())
                        .startsWith("in the middle of the reply: Context size has been exceeded.")
                        .contains("-np 1"));
    }

    @Test
    void anErrorInTheMiddleThatAsksForAPersonIsNotTriedAgain() throws IOException {
        String context = "data: {\"error\":{\"message\":\"context size exceeded, n_ctx: 4096\"}}\n\n";
        String format = "data: {\"error\":{\"message\":\"failed to parse grammar\"}}\n\n";

        assertThat(whole(ROLE + context)).isInstanceOfSatisfying(NoRetry.class, refusal -> assertThat(refusal.kind())
                .isEqualTo(Kind.CONTEXT));
        assertThat(whole(ROLE + format)).isInstanceOf(DropResponseFormat.class);
    }

    @Test
    void theStreamOfLlamaServerIsReadFromItsRoleWithoutContentToItsTimings() throws IOException {
        StreamedReply reply = reply(Recorded.stream("llama-server"));

        assertThat(hear(reply)).startsWith("", "{\"", "title");
        assertThat(reply.tokens()).isEqualTo(11);
        assertThat(reply.whole()).isInstanceOfSatisfying(Content.class, content -> {
            assertThat(content.text()).startsWith("{\"title\":\"The Old Key").endsWith("\"}");
            assertThat(content.finishReason()).isEqualTo("stop");
            assertThat(content.promptTokens()).isPositive();
            assertThat(content.completionTokens()).isGreaterThanOrEqualTo(reply.tokens());
        });
    }

    @Test
    void wordsThatTheServerItselfCannotReadAreUnusable() throws IOException {
        assertThat(whole(Recorded.stream("llama-server-output-format")))
                .isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.reason())
                        .startsWith("in the middle of the reply: The model produced output that does not match"));
    }

    @Test
    void anEventThatIsNoJsonEndsTheReply() throws IOException {
        assertThat(whole(ROLE + "data: {\"choices\":[\n\n" + words("{}") + STOP))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo("an event of the reply is no JSON"));
    }

    @Test
    void linesEndAndAreCommentedAsTheStandardAllows() throws IOException {
        String stream = "\uFEFF: keep-alive\n\nevent: message\nid: 1\nretry: 100\n" + ROLE + words("{\"a\":", "1}")
                + STOP + DONE;

        assertThat(whole(stream)).isEqualTo(new Content("{\"a\":1}", false, "stop", null, null, null));
        assertThat(whole(stream.replace("\n", "\r\n"))).isInstanceOf(Content.class);
        assertThat(whole(stream.replace("\n", "\r"))).isInstanceOf(Content.class);
        assertThat(whole(stream.replace("data: ", "data:"))).isInstanceOf(Content.class);
        assertThat(whole("data: {\"choices\":[\ndata: ]}\n\n" + words("{}") + STOP))
                .isInstanceOf(Content.class);
    }

    @Test
    void aStreamThatIsNoChatComesFromAnotherUrl() throws IOException {
        assertThat(whole("data: {\"object\":\"text\"}\n\n" + DONE))
                .isInstanceOfSatisfying(
                        NoRetry.class, refusal -> assertThat(refusal.kind()).isEqualTo(Kind.BASE_URL));
    }

    @Test
    void aReplyWithoutAnyChoiceIsUnusable() throws IOException {
        assertThat(whole(USAGE + DONE)).isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.reason())
                .isEqualTo("the reply has no choices"));
    }

    @Test
    void moreThanAnyStoryIsNotReadOn() {
        String large = words("x".repeat(1_000_000)).repeat(3);
        String line = "data: " + "x".repeat(3_000_000);
        String lines = "data: x\n".repeat(1_500_000);

        assertThatThrownBy(() -> hear(reply(large))).hasMessageContaining("more than 2000000 characters");
        assertThatThrownBy(() -> hear(reply(line))).hasMessageContaining("more than 2000000 bytes");
        assertThatThrownBy(() -> hear(reply(lines))).hasMessageContaining("more than 2000000 bytes");
    }

    private static ChatReply whole(String stream) throws IOException {
        StreamedReply reply = reply(stream);
        hear(reply);
        return reply.whole();
    }

    private static List<String> hear(StreamedReply reply) throws IOException {
        List<String> heard = new ArrayList<>();
        for (Optional<String> words = reply.next(); words.isPresent(); words = reply.next()) {
            heard.add(words.get());
        }
        return heard;
    }

    private static StreamedReply reply(String stream) {
        return new StreamedReply(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream broken(String stream) {
        InputStream reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketException("Connection reset");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)), reset);
    }

    private static String words(String... deltas) {
        StringBuilder stream = new StringBuilder();
        for (String delta : deltas) {
            String text = delta.replace("\\", "\\\\").replace("\"", "\\\"");
            stream.append(chunk("{\"content\":\"" + text + "\"}", "null"));
        }
        return stream.toString();
    }

    private static String chunk(String delta, String finishReason) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + "}]}\n\n";
    }
}
