package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes instead of one JSON object when {@code stream} is asked for. Needs the stand-in. */
@Timeout(60)
class StreamingTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private LlmSimulator simulator;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void writesTheSameWordsTokenByToken(Flavour flavour) {
        ChatClient client = start(LlmOptions.of(flavour));
        String whole = client.content(client.storyRequest("3 scenes", 3));

        HttpResponse<String> response = client.post(streamed(client));

        List<JsonNode> chunks = ChatClient.chunks(response);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk"));
        assertThat(chunks.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(ChatClient.words(chunks, "content")).isEqualTo(whole);
        assertThat(chunks).hasSizeGreaterThan(whole.length() / 5);
        assertThat(last(chunks).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void countsTheTokensOnlyWhenItIsAskedTo() {
        ChatClient client = start(LlmOptions.defaults());
        ObjectNode request = streamed(client);
        String uncounted = client.post(request).body();
        request.putObject("stream_options").put("include_usage", true);

        JsonNode last = last(ChatClient.chunks(client.post(request)));

        assertThat(uncounted).doesNotContain("usage");
        assertThat(last.path("choices")).isEmpty();
        assertThat(last.at("/usage/completion_tokens").asInt()).isGreaterThan(50);
        assertThat(last.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    @Test
    void llamaServerBeginsWithARoleAndNoContent() {
        ChatClient client = start(LlmOptions.of(Flavour.LLAMA_SERVER));

        assertThat(ChatClient.chunks(client.post(streamed(client)))
                        .get(0)
                        .at("/choices/0/delta/content")
                        .isNull())
                .isTrue();
    }

    @Test
    void spreadsTheTokensOverTheTimeThatTheyTake() throws IOException {
        ChatClient client = start(LlmOptions.builder(Flavour.LM_STUDIO)
                .latency(Duration.ofHours(1))
                .build());

        try (InputStream stream = client.open(streamed(client))) {
            assertThat(read(stream, 100)).startsWith("data: {");
        }
        await().atMost(SOON).until(() -> simulator.abandoned() == 1);
    }

    @Test
    void keepsItsPaceAfterTheLatency() {
        ChatClient client = start(LlmOptions.builder(Flavour.LM_STUDIO)
                .latency(Duration.ofMillis(300))
                .tokensPerSecond(200)
                .build());
        long begun = System.nanoTime();

        client.post(streamed(client).put("max_tokens", 100));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(790));
    }

    @ParameterizedTest
    @EnumSource(names = {"LM_STUDIO", "OLLAMA"})
    void thinksBeforeItAnswers(Flavour flavour) {
        ChatClient client = start(LlmOptions.of(flavour));
        simulator.faults().next(Fault.thinkingAside());

        List<JsonNode> chunks = ChatClient.chunks(client.post(streamed(client)));

        String field = flavour == Flavour.OLLAMA ? "reasoning" : "reasoning_content";
        assertThat(chunks.get(1).at("/choices/0/delta").has(field)).isTrue();
        assertThat(ChatClient.words(chunks, field)).isEqualTo(FaultyText.THOUGHT);
        assertThat(ChatClient.json(ChatClient.words(chunks, "content")).path("scenes"))
                .hasSize(3);
    }

    @Test
    void cutsTheAnswerAtTheTokenLimitAndSaysSo() {
        ChatClient client = start(LlmOptions.defaults());

        List<JsonNode> chunks = ChatClient.chunks(client.post(streamed(client).put("max_tokens", 60)));

        assertThat(Tokens.in(ChatClient.words(chunks, "content"))).isEqualTo(60);
        assertThat(last(chunks).at("/choices/0/finish_reason").asText()).isEqualTo("length");
    }

    @ParameterizedTest
    @MethodSource
    void breaksTheConnection(Fault fault) {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(fault);

        assertThatThrownBy(() -> client.post(streamed(client))).isInstanceOf(UncheckedIOException.class);
    }

    static Fault[] breaksTheConnection() {
        return new Fault[] {Fault.dropConnection(), Fault.dropHalfway()};
    }

    @Test
    void staysSilentAfterHalfOfTheWords() throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(Fault.hangHalfway());

        try (InputStream stream = client.open(streamed(client))) {
            assertThat(read(stream, 10_000)).doesNotContain("finish_reason\":\"");
            assertThat(client.post(client.storyRequest("3 scenes", 3)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void dripsOneByteASecond() throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(Fault.slowLoris());
        long begun = System.nanoTime();

        try (InputStream stream = client.open(streamed(client))) {
            assertThat(read(stream, 3)).isEqualTo("dat");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @MethodSource
    void neverComesToAnEnd(Fault fault) throws IOException {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(fault);

        try (InputStream stream = client.open(streamed(client))) {
            assertThat(read(stream, 8_000_000)).contains("{\"content\":\" \"}").doesNotContain("[DONE]");
        }
    }

    static Fault[] neverComesToAnEnd() {
        return new Fault[] {Fault.endlessBody(), Fault.hugeBody()};
    }

    static Stream<Arguments> saysInItsOwnFormThatItFailed() {
        return Stream.of(
                arguments(Flavour.LM_STUDIO, "event: error\ndata: {\"error\":{\"message\":"),
                arguments(Flavour.OLLAMA, "\n\n{\"error\":\""),
                arguments(
                        Flavour.LLAMA_SERVER,
                        "\n\ndata: {\"error\":{\"code\":500,\"message\":\"Context size has been exceeded."));
    }

    @ParameterizedTest
    @MethodSource
    void saysInItsOwnFormThatItFailed(Flavour flavour, String words) {
        ChatClient client = start(LlmOptions.of(flavour));
        simulator.faults().next(Fault.streaming(Streaming.ERROR));

        HttpResponse<String> response = client.post(streamed(client));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(words).doesNotContain("[DONE]");
    }

    @Test
    void leavesTheEndOut() {
        ChatClient client = start(LlmOptions.defaults());
        simulator.faults().next(Fault.streaming(Streaming.WITHOUT_DONE), Fault.streaming(Streaming.TORN));

        String withoutDone = client.post(streamed(client)).body();
        String torn = client.post(streamed(client)).body();

        assertThat(withoutDone).contains("\"finish_reason\":\"stop\"").doesNotContain("[DONE]");
        assertThat(torn).startsWith("data: ").doesNotContain("\"finish_reason\":\"stop\"", "[DONE]");
    }

    @Test
    void writesLinesAsTheStandardAllows() {
        ChatClient client = start(
                LlmOptions.builder(Flavour.LM_STUDIO).streaming(Streaming.CRLF).build());
        simulator.faults().next(Fault.none(), Fault.streaming(Streaming.COMMENTED));

        String crlf = client.post(streamed(client)).body();
        String commented = client.post(streamed(client)).body();

        assertThat(crlf.replace("\r\n", "")).doesNotContain("\n");
        assertThat(commented).contains(": keep-alive\n\n");
    }

    @Test
    void doesNotKnowHowToStream() {
        ChatClient client = start(LlmOptions.builder(Flavour.LM_STUDIO)
                .streaming(Streaming.IGNORED)
                .build());
        simulator.faults().next(Fault.none(), Fault.streaming(Streaming.REFUSED));

        HttpResponse<String> ignored = client.post(streamed(client));
        HttpResponse<String> refused = client.post(streamed(client));

        assertThat(ChatClient.json(ignored.body())
                        .at("/choices/0/message/content")
                        .asText())
                .isNotEmpty();
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Streaming is not supported");
    }

    private ChatClient start(LlmOptions options) {
        simulator = LlmSimulator.start(options);
        return new ChatClient(simulator.url(), options.models().get(0));
    }

    private static ObjectNode streamed(ChatClient client) {
        return client.storyRequest("3 scenes", 3).put("stream", true);
    }

    private static String read(InputStream stream, int bytes) throws IOException {
        return new String(stream.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static JsonNode last(List<JsonNode> chunks) {
        return chunks.get(chunks.size() - 1);
    }
}
