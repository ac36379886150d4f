package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.llm.JsonRepair;
import io.showrunner.llm.JsonRepair.Repaired;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Brings a reply into the shape of its schema where the meaning is beyond doubt: unwraps, cleans, joins lists into text,
 * reads numbers from text, drops what was not asked for and cuts what is too long. Judges nothing.
 */
final class ReplyShape {
    private static final int MOST_WRAPPERS = 4;

    private ReplyShape() {}

    /** The reply in the shape of the schema; a missing node when it cannot be. */
    static JsonNode of(JsonNode reply, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> object(unwrapped(reply, schema), schema);
            case "array" -> array(read(reply), schema);
            case "string" -> text(reply, schema);
            case "integer" -> integer(reply, schema);
            default -> reply;
        };
    }

    private static JsonNode unwrapped(JsonNode reply, JsonNode schema) {
        JsonNode node = reply;
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            node = read(node);
            if (node.isArray()) {
                node = schema.path("properties").has("scenes") && node.size() != 1
                        ? Json.mapper().createObjectNode().set("scenes", node)
                        : node.path(0);
            } else if (node.isObject() && !knowsAny(node, schema)) {
                node = onlyContainer(node);
            }
        }
        return node;
    }

    /** JSON that was put into a text. */
    private static JsonNode read(JsonNode reply) {
        return looksLikeJson(reply)
                ? JsonRepair.read(reply.asText()).map(Repaired::json).orElse(reply)
                : reply;
    }

    private static boolean looksLikeJson(JsonNode reply) {
        String text = reply.isTextual() ? reply.asText().stripLeading() : "";
        return text.startsWith("{") || text.startsWith("[");
    }

    private static boolean knowsAny(JsonNode node, JsonNode schema) {
        return schema.path("properties").propertyStream().anyMatch(property -> !value(node, property.getKey())
                .isMissingNode());
    }

    private static JsonNode onlyContainer(JsonNode node) {
        List<JsonNode> containers = node.valueStream()
                .filter(value -> value.isContainerNode() || looksLikeJson(value))
                .toList();
        return containers.size() == 1 ? containers.get(0) : node;
    }

    private static JsonNode object(JsonNode reply, JsonNode schema) {
        if (!reply.isObject()) {
            return MissingNode.getInstance();
        }
        ObjectNode shaped = Json.mapper().createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = of(value(reply, property.getKey()), property.getValue());
            if (!value.isMissingNode()) {
                shaped.set(property.getKey(), value);
            }
        });
        return shaped;
    }

    /** The value under that name, or else under one that differs in case and separators only: {@code camera_movement}. */
    private static JsonNode value(JsonNode object, String name) {
        if (object.has(name)) {
            return object.path(name);
        }
        return object.propertyStream()
                .filter(field -> plain(field.getKey()).equals(plain(name)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }

    private static JsonNode array(JsonNode reply, JsonNode schema) {
        if (!reply.isContainerNode()) {
            return MissingNode.getInstance();
        }
        ArrayNode shaped = Json.mapper().createArrayNode();
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        for (JsonNode item : items(reply, schema.path("items"))) {
            JsonNode value = of(item, schema.path("items"));
            if (!value.isMissingNode() && shaped.size() < most) {
                shaped.add(value);
            }
        }
        return shaped;
    }

    /** The items of a list, of a map of nothing but items, or the one item itself. */
    private static Iterable<JsonNode> items(JsonNode reply, JsonNode item) {
        boolean isMap = reply.isObject()
                && !knowsAny(reply, item)
                && reply.valueStream().allMatch(value -> value.isObject() && knowsAny(value, item));
        return reply.isArray() || isMap ? reply : List.of(reply);
    }

    private static JsonNode text(JsonNode reply, JsonNode schema) {
        if (reply.isMissingNode() || reply.isNull() || reply.isObject()) {
            return MissingNode.getInstance();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : reply.isArray() ? reply : List.of(reply)) {
            String words = part.isValueNode() && !part.isNull() ? CleanText.of(part.asText()) : "";
            if (!words.isEmpty()) {
                parts.add(words);
            }
        }
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return TextNode.valueOf(Wording.shortened(String.join(", ", parts), longest));
    }

    private static JsonNode integer(JsonNode reply, JsonNode schema) {
        double number = reply.asDouble(Double.NaN);
        boolean inRange = number >= schema.path("minimum").asDouble(Integer.MIN_VALUE)
                && number <= schema.path("maximum").asDouble(Integer.MAX_VALUE);
        return inRange ? IntNode.valueOf((int) Math.round(number)) : MissingNode.getInstance();
    }
}
