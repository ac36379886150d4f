package io.showrunner.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads what Python's json module writes, {@code NaN} included, and keeps integers of any length exact. */
final class Lenient {
    private static final int EXCERPT = 120;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Lenient() {}

    /** The reply as an object; {@code what} names the reply in the error. */
    static JsonNode object(String body, String what) {
        try {
            JsonNode tree = MAPPER.readTree(body == null ? "" : body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw new UnreadableReply(what + " is not JSON (" + e.getOriginalMessage() + "): " + excerpt(body));
        }
        throw new UnreadableReply(what + " is not a JSON object: " + excerpt(body));
    }

    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The beginning of a text on one line, for a sentence that people read. */
    static String excerpt(String text) {
        String line = text == null ? "" : text.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "empty";
        }
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
