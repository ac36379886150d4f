package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code status.messages} of a history entry: event name to data, and which event came last. */
record ExecutionMessages(Map<String, JsonNode> events, String last) {

    static ExecutionMessages read(JsonNode messages) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        String last = "";
        for (JsonNode message : messages) {
            last = message.path(0).asText();
            events.put(last, message.path(1));
        }
        return new ExecutionMessages(events, last);
    }

    JsonNode data(String event) {
        return events.getOrDefault(event, MissingNode.getInstance());
    }

    /** When the event happened; null when it did not, or does not say. */
    Instant time(String event) {
        JsonNode millis = data(event).path("timestamp");
        return millis.isNumber() && millis.canConvertToLong() ? Instant.ofEpochMilli(millis.longValue()) : null;
    }
}
