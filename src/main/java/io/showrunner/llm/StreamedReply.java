package io.showrunner.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.ChatReply.Retry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * A reply that arrives as server-sent events. Its words can be read while they come; at its end it is the same
 * {@link ChatReply} as one that came whole. Not thread-safe.
 */
public final class StreamedReply {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_CHARACTERS = 2_000_000;
    private static final String END = "[DONE]";

    private final EventReader events;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private String reasoningField = "reasoning_content";
    private boolean isChat;
    private boolean hasChoice;
    private boolean isDone;
    private String finishReason;
    private JsonNode usage;
    private int tokens;
    private ChatReply failure;

    public StreamedReply(InputStream body) {
        events = new EventReader(body);
    }

    /**
     * The next words of the answer, as soon as they are there; blank while the model thinks, empty when the reply has come
     * to its end.
     *
     * @throws IOException when the connection breaks before the model said that it has ended, or the reply is too long
     */
    public Optional<String> next() throws IOException {
        Optional<String> event = isDone ? Optional.empty() : event();
        if (event.isEmpty() || event.get().strip().equals(END)) {
            isDone |= event.isPresent();
            return Optional.empty();
        }
        return Optional.of(take(event.get()));
    }

    /** Thoughts and words so far, one for each event: servers send an event for each token. */
    public int tokens() {
        return tokens;
    }

    /** What the reply means, once {@link #next} has come to the end. */
    public ChatReply whole() {
        if (failure != null) {
            return failure;
        }
        if (!isDone && finishReason == null) {
            return new Retry("the reply was cut off on the way", Duration.ZERO);
        }
        return isChat ? ReplyReading.content(assembled()) : new ReplyReading(200, "", Duration.ZERO).judge();
    }

    private Optional<String> event() throws IOException {
        try {
            return events.next();
        } catch (IOException e) {
            if (finishReason == null) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private String take(String event) throws IOException {
        JsonNode json = read(event);
        if (json == null || json.hasNonNull("error")) {
            failure = json == null
                    ? new Retry("an event of the reply is no JSON", Duration.ZERO)
                    : ReplyReading.ofEvent(json).judge();
            isDone = true;
            return "";
        }
        JsonNode choice = json.path("choices").path(0);
        isChat |= json.path("choices").isArray();
        hasChoice |= choice.isObject();
        finishReason = choice.path("finish_reason").asText(finishReason);
        usage = json.path("usage").isObject() ? json.get("usage") : usage;
        JsonNode delta = choice.path(choice.has("message") ? "message" : "delta");
        reasoningField = text(delta.path("reasoning")).isEmpty() ? reasoningField : "reasoning";
        String thoughts = text(delta.path("reasoning_content")) + text(delta.path("reasoning"));
        return counted(text(delta.path("content")) + text(choice.path("text")), thoughts);
    }

    private String counted(String words, String thoughts) throws IOException {
        content.append(words);
        reasoning.append(thoughts);
        if (!words.isEmpty() || !thoughts.isEmpty()) {
            tokens++;
        }
        if (content.length() + reasoning.length() > MOST_CHARACTERS) {
            throw new IOException("the reply has more than " + MOST_CHARACTERS + " characters");
        }
        return words;
    }

    private static String text(JsonNode place) {
        return place.isArray() ? String.join("", place.findValuesAsText("text")) : place.asText("");
    }

    private ObjectNode assembled() {
        ObjectNode whole = MAPPER.createObjectNode();
        if (hasChoice) {
            ObjectNode choice = whole.putArray("choices").addObject().put("finish_reason", finishReason);
            choice.putObject("message").put("content", content.toString()).put(reasoningField, reasoning.toString());
        }
        if (usage != null) {
            whole.set("usage", usage);
        }
        return whole;
    }

    private static JsonNode read(String event) {
        try {
            JsonNode json = MAPPER.readTree(event);
            return json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
