package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.llm.ChatReply.Content;
import io.showrunner.llm.ChatReply.DropResponseFormat;
import io.showrunner.llm.ChatReply.Kind;
import io.showrunner.llm.ChatReply.NoRetry;
import io.showrunner.llm.ChatReply.Retry;
import io.showrunner.llm.ChatReply.Unusable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReplyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ok-lm-studio, false, stop",
        "ok-text-field, false, stop",
        "reasoning-content, true, stop",
        "reasoning-gpt-oss, true, stop"
    })
    void wordsAreFoundWhereverTheyStand(String recorded, boolean fromReasoning, String finishReason) {
        assertThat(of(200, recorded)).isInstanceOfSatisfying(Content.class, content -> {
            assertThat(content.text()).isEqualTo("{\"title\": \"Idle Row\"}");
            assertThat(content.fromReasoning()).isEqualTo(fromReasoning);
            assertThat(content.finishReason()).isEqualTo(finishReason);
            assertThat(content.isCutOff()).isFalse();
        });
    }

    @Test
    void tokensAreCountedWhenTheServerCountsThem() {
        Content counted = (Content) of(200, "ok-lm-studio");
        Content uncounted = (Content) of(200, "ok-text-field");

        assertThat(counted.promptTokens()).isEqualTo(310);
        assertThat(counted.completionTokens()).isEqualTo(120);
        assertThat(uncounted.promptTokens()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", textBlock = """
            "content": "{}", "reasoning": "Let me see" ; REASONING
            "content": "{}", "reasoning_content": "Let me see" ; REASONING_CONTENT
            "content": "<think>Let me see</think>{}" ; INLINE
            "content": "<|channel|>analysis<|message|>Let me see" ; INLINE
            "content": "<think>\\n\\n</think>\\n{}" ; none
            "content": "{}", "reasoning": null ; none
            "content": "", "reasoning_content": "{}" ; none
            """)
    void aReplyTellsWhereTheModelThought(String message, Thoughts thoughts) {
        String body = "{\"choices\":[{\"message\":{" + message + "}}]}";

        assertThat(ChatReply.of(200, body, null, Clock.systemUTC()))
                .isInstanceOfSatisfying(
                        Content.class, content -> assertThat(content.thoughts()).isEqualTo(thoughts));
    }

    @ParameterizedTest
    @CsvSource({"<think>Let me, length, true", "<think>Let me, stop, false", "<think>a</think>{, length, false"})
    void aReplyCanBeNothingButThoughts(String content, String finishReason, boolean onlyThought) {
        String body = "{\"choices\":[{\"finish_reason\":\"" + finishReason + "\",\"message\":{\"content\":\"" + content
                + "\"}}]}";

        assertThat(ChatReply.of(200, body, null, Clock.systemUTC()))
                .isInstanceOfSatisfying(Content.class, reply -> assertThat(reply.isOnlyThought())
                        .isEqualTo(onlyThought));
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated", "truncated-uncounted"})
    void aTruncatedReplySaysThatItWasCutOff(String recorded) {
        assertThat(of(200, recorded)).isInstanceOfSatisfying(Content.class, content -> assertThat(content.isCutOff())
                .isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "blank, the reply is blank, stop",
        "blank-thinking-only, 'the reply is blank, the model only thought', length",
        "no-choices, the reply has no choices,"
    })
    void aSuccessWithoutWordsIsUnusable(String recorded, String reason, String finishReason) {
        assertThat(of(200, recorded)).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.reason()).isEqualTo(reason);
            assertThat(unusable.finishReason()).isEqualTo(finishReason);
            assertThat(unusable.isOnlyThought()).isEqualTo("length".equals(finishReason));
        });
    }

    @Test
    void wordsThatTheServerItselfCannotReadAreUnusableAndItHasNotFailed() {
        assertThat(of(500, "llama-output-format"))
                .isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.reason())
                        .isEqualTo("HTTP 500: The model produced output that does not match the expected peg-native"
                                + " format"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "429, ollama-busy",
        "502, ollama-busy",
        "503, ollama-busy",
        "503, llama-loading",
        "504, llama-loading",
        "408, llama-loading",
        "503, llama-no-slot",
        "500, llama-shared-context",
        "500, lm-studio-resources",
        "500, lm-studio-crashed",
        "400, lm-studio-crashed",
        "200, lm-studio-crashed",
        "500, lm-studio-channel-error",
        "500, validation"
    })
    void passingTroubleMayBeRetried(int status, String recorded) {
        assertThat(of(status, recorded)).isInstanceOfSatisfying(Retry.class, retry -> {
            assertThat(retry.reason()).startsWith("HTTP " + status + ": ");
            assertThat(retry.after()).isZero();
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "400, lm-studio-json-object",
        "422, lm-studio-json-object",
        "400, lm-studio-grammar",
        "400, llama-parser",
        "400, llama-schema-type",
        "400, llama-schema-ref"
    })
    void aRefusedResponseFormatIsLeftOut(int status, String recorded) {
        assertThat(of(status, recorded)).isInstanceOf(DropResponseFormat.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "200, lm-studio-unexpected-endpoint, BASE_URL",
        "404, llama-not-found,               BASE_URL",
        "405, llama-not-found,               BASE_URL",
        "302, llama-not-found,               BASE_URL",
        "404, lm-studio-no-models-string,    MODEL",
        "400, lm-studio-no-models-string,    MODEL",
        "200, lm-studio-no-models-string,    MODEL",
        "400, lm-studio-no-models-object,    MODEL",
        "400, lm-studio-invalid-model,       MODEL",
        "404, ollama-unknown-model,          MODEL",
        "400, llama-router-model,            MODEL",
        "401, unauthorized,                  CREDENTIALS",
        "403, unauthorized,                  CREDENTIALS",
        "400, lm-studio-context-old,         CONTEXT",
        "400, lm-studio-context-new,         CONTEXT",
        "400, llama-context,                 CONTEXT",
        "400, lm-studio-context-truncating,  CONTEXT",
        "400, ollama-context,                CONTEXT",
        "400, lm-studio-jinja,               ROLES",
        "500, lm-studio-jinja,               ROLES",
        "400, lm-studio-roles-alternate,     ROLES",
        "500, system-role,                   ROLES",
        "400, llama-malformed,               REQUEST",
        "400, validation,                    REQUEST"
    })
    void whatAPersonMustChangeIsNotRetried(int status, String recorded, Kind kind) {
        assertThat(of(status, recorded)).isInstanceOfSatisfying(NoRetry.class, reply -> {
            assertThat(reply.kind()).isEqualTo(kind);
            assertThat(reply.message()).startsWith("HTTP " + status + ": ").endsWith(kind.advice());
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "400, lm-studio-context-old,        15857, 4096",
        "400, lm-studio-context-new,        13055, 4096",
        "400, lm-studio-context-truncating, 15028, 7424",
        "400, llama-context,                12014, 4096",
        "400, ollama-context,               12014, 4096",
        "200, full-context,                 4095,  4096"
    })
    void aFullContextIsNamedWithBothNumbers(int status, String recorded, String prompt, String context) {
        assertThat(((NoRetry) of(status, recorded)).message()).contains(prompt, context);
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource({
        "20, 20",
        "0, 0",
        "'Fri, 02 Jan 2026 03:05:05 GMT', 60",
        "'Fri, 02 Jan 2026 03:00:00 GMT', 0",
        "99999999999999999999, 2147483647",
        "-5, 0",
        "soon, 0",
        "'', 0"
    })
    void retryAfterIsReadInBothForms(String header, long seconds) {
        ChatReply reply = ChatReply.of(429, "", header, CLOCK);

        assertThat(reply).isEqualTo(new Retry("HTTP 429: no explanation", Duration.ofSeconds(seconds)));
    }

    @Test
    void aSuccessThatIsNoJsonPointsAtTheBaseUrl() {
        assertThat(ChatReply.of(200, "<html>Ollama is running</html>", null, CLOCK))
                .isInstanceOfSatisfying(
                        NoRetry.class, reply -> assertThat(reply.kind()).isEqualTo(Kind.BASE_URL));
        assertThat(ChatReply.of(200, null, null, CLOCK)).isInstanceOf(NoRetry.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            502 | <html><head><title>502 Bad Gateway</title></head><body>nginx</body></html> | HTTP 502: 502 Bad Gateway
            500 | <h1>Internal Server Error</h1> | HTTP 500: <h1>Internal Server Error</h1>
            """)
    void anErrorPageIsNamedByItsTitle(int status, String page, String words) {
        assertThat(ChatReply.of(status, page, null, CLOCK))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.reason()).isEqualTo(words));
    }

    @Test
    void aBodyThatWasCutOffOnTheWayMayBeRetried() {
        assertThat(ChatReply.of(200, "{\"choices\":[{\"mess", null, CLOCK)).isInstanceOf(Retry.class);
    }

    @Test
    void theWordsOfAnErrorAreShortened() {
        ChatReply reply = ChatReply.of(503, "x".repeat(5000), null, CLOCK);

        assertThat(((Retry) reply).reason()).hasSizeLessThan(320);
    }

    @Test
    void aRefusedStreamIsToldFromOtherRefusals() {
        String refused = "{\"error\":{\"message\":\"Streaming is not supported\",\"param\":\"stream\"}}";
        String options = "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}";
        String upstream = "{\"error\":{\"message\":\"bad upstream address\"}}";

        assertThat(ChatReply.of(400, refused, null, CLOCK)).isInstanceOf(ChatReply.DropStreaming.class);
        assertThat(ChatReply.of(400, options, null, CLOCK)).isInstanceOf(ChatReply.DropStreaming.class);
        assertThat(ChatReply.of(400, upstream, null, CLOCK)).isInstanceOf(NoRetry.class);
    }

    private static ChatReply of(int status, String recorded) {
        return ChatReply.of(status, Recorded.reply(recorded), null, CLOCK);
    }
}
