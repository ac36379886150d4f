package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Brings a reply into the shape of its schema where the meaning is beyond doubt: unwraps, trims, joins lists into text,
 * reads numbers from text, drops what was not asked for and cuts what is too long. Judges nothing.
 */
final class ReplyShape {
    private static final int MOST_WRAPPERS = 4;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private ReplyShape() {}

    /** The reply in the shape of the schema; a missing node when it cannot be. */
    static JsonNode of(JsonNode reply, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> object(unwrapped(reply, schema), schema);
            case "array" -> array(reply, schema);
            case "string" -> text(reply, schema);
            case "integer" -> integer(reply, schema);
            default -> reply;
        };
    }

    private static JsonNode unwrapped(JsonNode reply, JsonNode schema) {
        JsonNode node = reply;
        for (int i = 0; i < MOST_WRAPPERS; i++) {
            if (node.isArray()) {
                node = schema.path("properties").has("scenes")
                        ? Json.mapper().createObjectNode().set("scenes", node)
                        : node.path(0);
            } else if (node.isObject() && !knowsAny(node, schema)) {
                node = onlyContainer(node);
            }
        }
        return node;
    }

    private static boolean knowsAny(JsonNode node, JsonNode schema) {
        return node.propertyStream().anyMatch(field -> schema.path("properties").has(field.getKey()));
    }

    private static JsonNode onlyContainer(JsonNode node) {
        List<JsonNode> containers =
                node.valueStream().filter(JsonNode::isContainerNode).toList();
        return containers.size() == 1 ? containers.get(0) : node;
    }

    private static JsonNode object(JsonNode reply, JsonNode schema) {
        if (!reply.isObject()) {
            return MissingNode.getInstance();
        }
        ObjectNode shaped = Json.mapper().createObjectNode();
        schema.path("properties").properties().forEach(property -> {
            JsonNode value = of(reply.path(property.getKey()), property.getValue());
            if (!value.isMissingNode()) {
                shaped.set(property.getKey(), value);
            }
        });
        return shaped;
    }

    private static JsonNode array(JsonNode reply, JsonNode schema) {
        if (!reply.isContainerNode()) {
            return MissingNode.getInstance();
        }
        ArrayNode shaped = Json.mapper().createArrayNode();
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        for (JsonNode item : reply.isArray() ? reply : List.of(reply)) {
            JsonNode value = of(item, schema.path("items"));
            if (!value.isMissingNode() && shaped.size() < most) {
                shaped.add(value);
            }
        }
        return shaped;
    }

    private static JsonNode text(JsonNode reply, JsonNode schema) {
        if (reply.isMissingNode() || reply.isNull() || reply.isObject()) {
            return MissingNode.getInstance();
        }
        List<String> parts = new ArrayList<>();
        for (JsonNode part : reply.isArray() ? reply : List.of(reply)) {
            if (part.isValueNode() && Wording.isSaid(part.asText())) {
                parts.add(BLANKS.matcher(part.asText()).replaceAll(" ").strip());
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
