package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.showrunner.llm.ChatReply.Content;
import io.showrunner.llm.ChatReply.DropResponseFormat;
import io.showrunner.llm.ChatReply.DropStreaming;
import io.showrunner.llm.ChatReply.Kind;
import io.showrunner.llm.ChatReply.NoRetry;
import io.showrunner.llm.ChatReply.Retry;
import io.showrunner.llm.ChatReply.Unusable;
import java.time.Duration;

/** Decides what one HTTP answer means. The order of the questions matters: the words outrank the status. */
record ReplyReading(int status, String body, Duration retryAfter, String where) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SHARED_CONTEXT =
            "(requests at the same time share it; llama-server: a larger -c, or -np 1 for one at a time)";
    private static final int FEWEST_TOKENS = 8;
    private static final int FEWEST_CHARACTERS = 64;

    ReplyReading(int status, String body, Duration retryAfter) {
        this(status, body, retryAfter, "HTTP " + status);
    }

    /** An error that came when the status had been sent already: the server failed, whatever the status said. */
    static ReplyReading ofEvent(JsonNode event) {
        return new ReplyReading(500, event.toString(), Duration.ZERO, "in the middle of the reply");
    }

    ChatReply judge() {
        JsonNode json = parse();
        boolean success = status >= 200 && status < 300;
        if (success && json != null && json.path("choices").isArray()) {
            return content(json);
        }
        ErrorText error = ErrorText.of(json, body);
        if (!success) {
            return refusal(error);
        }
        if (json == null && body.stripLeading().startsWith("{")) {
            return new Retry("the reply was cut off on the way", retryAfter);
        }
        return json != null && json.has("error") && !error.isAboutEndpoint()
                ? refusal(error)
                : noRetry(Kind.BASE_URL, error);
    }

    private ChatReply refusal(ErrorText error) {
        if (error.isAboutCrash() || isPassing()) {
            return new Retry(said(error), retryAfter);
        }
        if (error.isAboutSharedContext()) {
            return new Retry(said(error) + " " + SHARED_CONTEXT, retryAfter);
        }
        if (error.isAboutOutput()) {
            return new Unusable(said(error), null, null, null, null);
        }
        if (error.isAboutContext()) {
            return noRetry(Kind.CONTEXT, error);
        }
        if (error.isAboutStreaming()) {
            return new DropStreaming(said(error));
        }
        if (error.isAboutResponseFormat()) {
            return new DropResponseFormat(said(error));
        }
        if (error.isAboutRoles()) {
            return noRetry(Kind.ROLES, error);
        }
        if (error.isAboutModel()) {
            return noRetry(Kind.MODEL, error);
        }
        return byStatus(error);
    }

    private ChatReply byStatus(ErrorText error) {
        return switch (status) {
            case 401, 403 -> noRetry(Kind.CREDENTIALS, error);
            case 301, 302, 303, 307, 308, 404, 405 -> noRetry(Kind.BASE_URL, error);
            default -> status >= 500 ? new Retry(said(error), retryAfter) : noRetry(Kind.REQUEST, error);
        };
    }

    private boolean isPassing() {
        return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** What the model said in a completion that came without an error. */
    static ChatReply content(JsonNode json) {
        JsonNode choice = json.path("choices").path(0);
        JsonNode message = choice.path("message");
        String finishReason = choice.path("finish_reason").asText(null);
        String text = firstText(message.path("content"), choice.path("content"), choice.path("text"));
        JsonNode usage = json.path("usage");
        if (isFull(finishReason, usage, text)) {
            return full(usage);
        }
        Thoughts thoughts = thoughts(message, text);
        boolean fromReasoning = text.isBlank();
        if (fromReasoning) {
            text = firstText(message.path("reasoning_content"), message.path("reasoning"));
            if (JsonRepair.read(text).isEmpty()) {
                return new Unusable(
                        whyBlank(choice, text),
                        finishReason,
                        count(usage, "prompt_tokens"),
                        count(usage, "completion_tokens"),
                        thoughts);
            }
        }
        return new Content(
                text,
                fromReasoning,
                finishReason,
                count(usage, "prompt_tokens"),
                count(usage, "completion_tokens"),
                fromReasoning ? null : thoughts);
    }

    private static Thoughts thoughts(JsonNode message, String text) {
        if (!message.path("reasoning").asText("").isBlank()) {
            return Thoughts.REASONING;
        }
        if (!message.path("reasoning_content").asText("").isBlank()) {
            return Thoughts.REASONING_CONTENT;
        }
        return Thinking.isIn(text) ? Thoughts.INLINE : null;
    }

    /** Every request leaves room for more tokens than these: only the end of the context stops an answer so early. */
    private static boolean isFull(String finishReason, JsonNode usage, String text) {
        return "length".equals(finishReason)
                && usage.path("completion_tokens").asInt(Integer.MAX_VALUE) <= FEWEST_TOKENS
                && text.length() <= FEWEST_CHARACTERS;
    }

    private static NoRetry full(JsonNode usage) {
        int prompt = usage.path("prompt_tokens").asInt();
        int answer = usage.path("completion_tokens").asInt();
        return new NoRetry(
                Kind.CONTEXT,
                "the answer ended after " + answer + " tokens: the context of about " + (prompt + answer)
                        + " tokens is full with a prompt of " + prompt + "; " + Kind.CONTEXT.advice());
    }

    private static String whyBlank(JsonNode choice, String reasoning) {
        if (choice.isMissingNode()) {
            return "the reply has no choices";
        }
        return reasoning.isBlank() ? "the reply is blank" : "the reply is blank, the model only thought";
    }

    private static String firstText(JsonNode... places) {
        for (JsonNode place : places) {
            String text = place.isArray() ? String.join("", place.findValuesAsText("text")) : place.asText();
            if (!place.isObject() && !place.isNull() && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static Integer count(JsonNode usage, String name) {
        return usage.path(name).isInt() ? usage.get(name).intValue() : null;
    }

    private NoRetry noRetry(Kind kind, ErrorText error) {
        return new NoRetry(kind, said(error) + "; " + kind.advice());
    }

    private String said(ErrorText error) {
        return where + ": " + error.words();
    }

    private JsonNode parse() {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
