package io.showrunner.simulator.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @RegisterExtension
    final ChatServer server = new ChatServer();

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(Fault.contextOverflow(ContextOverflow.LM_STUDIO), 400, "n_ctx: 4096", null),
                arguments(
                        Fault.contextOverflow(ContextOverflow.LM_STUDIO_OLDER),
                        400,
                        "length of only 4096 tokens",
                        null),
                arguments(Fault.contextOverflow(ContextOverflow.LM_STUDIO_TRUNCATING), 400, ">= n_ctx (7424)", null),
                arguments(Fault.contextOverflow(ContextOverflow.LLAMA_SERVER), 400, "exceed_context_size_error", null),
                arguments(Fault.modelCrash(), 500, "The model has crashed", null),
                arguments(Fault.tooManyRequests(Duration.ofSeconds(7)), 429, "busy", "7"),
                arguments(
                        Fault.tooManyRequestsUntil(Instant.parse("2026-11-03T08:09:07Z")),
                        429,
                        "busy",
                        "Tue, 03 Nov 2026 08:09:07 GMT"),
                arguments(Fault.tooManyRequests("99999999999999999999"), 429, "busy", "99999999999999999999"),
                arguments(Fault.tooManyRequests("-1"), 429, "busy", "-1"),
                arguments(Fault.tooManyRequests("soon"), 429, "busy", "soon"),
                arguments(Fault.unavailable(Duration.ofSeconds(2)), 503, "busy", "2"),
                arguments(
                        Fault.unavailableUntil(Instant.parse("2026-11-23T10:00:05Z")),
                        503,
                        "busy",
                        "Mon, 23 Nov 2026 10:00:05 GMT"),
                arguments(Fault.status(502, "text/html", "<h1>Bad Gateway</h1>"), 502, "<h1>", null));
    }

    @ParameterizedTest
    @EnumSource
    void refusesWordForWord(Refusal refusal) {
        server.simulator().faults().next(refusal.fault()).modelList(refusal);

        HttpResponse<String> answer = ask();
        HttpResponse<String> list = server.client().get("/v1/models");

        assertThat(answer.statusCode()).isEqualTo(refusal.reply().status());
        assertThat(answer.body()).isEqualTo(refusal.reply().body());
        assertThat(list.statusCode()).isEqualTo(refusal.reply().status());
        assertThat(list.body()).isEqualTo(answer.body());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAsScripted(Fault fault, int status, String text, String retryAfter) {
        server.simulator().faults().next(fault);

        HttpResponse<String> response = ask();

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(text);
        assertThat(response.headers().firstValue("Retry-After").orElse(null)).isEqualTo(retryAfter);
    }

    static Stream<Arguments> unreadableAnswers() {
        return Stream.of(
                arguments(Fault.fenced(), "```json\n{"),
                arguments(Fault.thinking(), "</think>\n\n{"),
                arguments(Fault.thinkingUnclosed(), "<think>"),
                arguments(Fault.trailingComma(), ",}"),
                arguments(Fault.singleQuotes(), "{'logline':'"),
                arguments(Fault.comments(), "// the story"),
                arguments(Fault.nan(), "\"expectedFrames\":NaN"),
                arguments(Fault.prose(), "Sure! Here is {your} story"),
                arguments(Fault.truncated(), "{\"logline\""),
                arguments(Fault.content("I cannot do that."), "I cannot"));
    }

    @ParameterizedTest
    @MethodSource("unreadableAnswers")
    void garblesTheAnswerAsScripted(Fault fault, String text) {
        server.simulator().faults().next(fault);

        String content = content(ask());

        assertThat(content).contains(text);
        assertThatThrownBy(() -> JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build()
                        .readTree(content))
                .isInstanceOf(JsonProcessingException.class);
    }

    static Stream<Fault> lenientlyReadable() {
        return Stream.of(Fault.trailingComma(), Fault.singleQuotes(), Fault.comments(), Fault.nan());
    }

    @ParameterizedTest
    @MethodSource("lenientlyReadable")
    void garblesNoMoreThanALenientParserCanUndo(Fault fault) throws JsonProcessingException {
        server.simulator().faults().next(fault);
        JsonMapper lenient = JsonMapper.builder()
                .enable(
                        JsonReadFeature.ALLOW_TRAILING_COMMA,
                        JsonReadFeature.ALLOW_SINGLE_QUOTES,
                        JsonReadFeature.ALLOW_JAVA_COMMENTS,
                        JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();

        JsonNode story = lenient.readTree(content(ask()));

        assertThat(story.path("scenes")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 500})
    void writesAnotherNumberOfScenes(int scenes) {
        server.simulator().faults().next(Fault.scenes(scenes));

        assertThat(ChatClient.json(content(ask())).path("scenes")).hasSize(scenes);
    }

    @Test
    void writesTheNegativePromptAsAList() {
        server.simulator().faults().next(Fault.negativePromptAsArray());

        assertThat(ChatClient.json(content(ask()))
                        .at("/scenes/1/negativePrompt")
                        .isArray())
                .isTrue();
    }

    @Test
    void runsOutOfTokensBeforeTheFirstWord() {
        server.simulator().faults().next(Fault.emptyAtLength());

        JsonNode choice = ChatClient.json(ask().body()).at("/choices/0");

        assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
        assertThat(choice.at("/message/content").asText()).isEmpty();
    }

    @Test
    void leavesNoRoomForAnAnswer() {
        server.simulator().faults().next(Fault.fullContext());

        JsonNode reply = ChatClient.json(ask().body());

        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(reply.at("/usage/completion_tokens").asInt()).isZero();
    }

    @Test
    void sendsBytesThatAreNoUtf8() {
        server.simulator().faults().next(Fault.invalidUtf8());

        // the client puts U+FFFD where bytes are no UTF-8
        assertThat(content(ask())).contains("\uFFFD ");
    }

    @Test
    void putsTheAnswerWhereNobodyLooks() {
        server.simulator().faults().next(Fault.emptyContent(), Fault.reasoningInsteadOfContent(), Fault.noChoices());

        JsonNode empty = ChatClient.json(ask().body());
        JsonNode thought = ChatClient.json(ask().body());
        JsonNode nothing = ChatClient.json(ask().body());

        assertThat(empty.at("/choices/0/message/content").asText()).isEmpty();
        assertThat(thought.at("/choices/0/message/content").asText()).isEmpty();
        assertThat(thought.at("/choices/0/message/reasoning_content").asText()).startsWith("{\"logline\"");
        assertThat(nothing.has("choices")).isFalse();
    }

    @Test
    void strikesTheRequestThatTheScriptNames() {
        server.simulator()
                .faults()
                .on(2, Fault.modelCrash())
                .when("lighthouse", Refusal.RESPONSE_FORMAT.fault(), Fault.none());

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(ask().statusCode()).isEqualTo(500);
        assertThat(ask("Premise: a lighthouse").statusCode()).isEqualTo(400);
        assertThat(ask("Premise: a lighthouse").statusCode()).isEqualTo(200);
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void strikesEveryRequestUntilCleared() {
        Faults faults = server.simulator().faults().always(Fault.unavailable(Duration.ofSeconds(1)));
        assertThat(ask().statusCode()).isEqualTo(503);
        assertThat(ask().statusCode()).isEqualTo(503);

        faults.clear();

        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void listsOtherModelsThanItWasConfiguredWith() {
        server.simulator().faults().modelList("text-embedding-only");

        assertThat(server.client().get("/v1/models").body())
                .contains("text-embedding-only")
                .doesNotContain("mistral");
        assertThat(ask().body()).contains("Invalid model identifier");
    }

    private HttpResponse<String> ask() {
        return ask("Premise: a baker finds a door in the oven. Write 3 scenes.");
    }

    private HttpResponse<String> ask(String prompt) {
        ChatClient client = server.client();
        return client.post(client.storyRequest(prompt, 3));
    }

    private static String content(HttpResponse<String> response) {
        return ChatClient.json(response.body()).at("/choices/0/message/content").asText();
    }
}
