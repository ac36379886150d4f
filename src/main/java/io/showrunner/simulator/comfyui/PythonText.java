package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** What Python's str() makes of a JSON value; prompt ids go through it and messages contain it. */
final class PythonText {
    private PythonText() {}

    static String of(JsonNode value) {
        return value.isTextual() ? value.asText() : repr(value);
    }

    private static String repr(JsonNode value) {
        if (value.isNull()) {
            return "None";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? "True" : "False";
        }
        if (value.isTextual()) {
            return "'" + value.asText() + "'";
        }
        if (value.isArray()) {
            var items = new StringJoiner(", ", "[", "]");
            value.forEach(item -> items.add(repr(item)));
            return items.toString();
        }
        if (value.isObject()) {
            var items = new StringJoiner(", ", "{", "}");
            value.properties().forEach(e -> items.add("'" + e.getKey() + "': " + repr(e.getValue())));
            return items.toString();
        }
        return value.asText();
    }
}
