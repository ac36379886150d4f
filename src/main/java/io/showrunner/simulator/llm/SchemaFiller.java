package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Walks a JSON Schema and fills it from a tale, as a server does that constrains a model's output with a grammar. */
final class SchemaFiller {
    private static final int DEEPEST = 12;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final JsonNode root;
    private final Tale tale;
    private final int wantedScenes;

    SchemaFiller(JsonNode root, Tale tale, int wantedScenes) {
        this.root = root;
        this.tale = tale;
        this.wantedScenes = wantedScenes;
    }

    /** Fills the whole schema; the scene number (from 1, 0 for none) is what a field outside any list speaks of. */
    JsonNode fill(int scene) {
        return value(root, "story", scene, 0);
    }

    private JsonNode value(JsonNode declared, String name, int scene, int depth) {
        JsonNode schema = resolved(declared);
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum")
                    .get(Math.floorMod(
                            scene + name.hashCode(), schema.path("enum").size()));
        }
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        return switch (type(schema)) {
            case "object" -> object(schema, scene, depth);
            case "array" -> array(schema, name, scene, depth);
            case "integer", "number" -> number(schema, name, scene);
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(fitted(new FieldText(tale).of(name, scene), schema));
        };
    }

    private ObjectNode object(JsonNode schema, int scene, int depth) {
        ObjectNode object = JSON.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            object.set(property.getKey(), value(property.getValue(), property.getKey(), scene, depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int scene, int depth) {
        ArrayNode array = JSON.arrayNode();
        JsonNode items = resolved(schema.path("items"));
        int least = schema.path("minItems").asInt(0);
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (name.equals("weak")) {
            return array;
        }
        if (name.equals("cast")) {
            return array.add(JSON.objectNode()
                    .put("name", Premise.of(tale.premise(), "").subject())
                    .put("looks", tale.looks()));
        }
        boolean ofScenes = type(items).equals("object")
                || name.toLowerCase(Locale.ROOT).contains("scene")
                || name.toLowerCase(Locale.ROOT).contains("outline");
        if (ofScenes && scene == 0) {
            int count = Math.max(least, Math.min(most, wantedScenes));
            for (int number = 1; number <= count; number++) {
                array.add(value(items, name, number, depth + 1));
            }
            return array;
        }
        String[] words = new FieldText(tale).of(name, scene).split(",\\s*");
        int count = Math.max(least, Math.min(most, words.length));
        for (int i = 0; i < count; i++) {
            array.add(
                    type(items).equals("string") || type(items).isEmpty()
                            ? JSON.textNode(fitted(words[i % words.length], items))
                            : value(items, name, scene, depth + 1));
        }
        return array;
    }

    private static JsonNode number(JsonNode schema, String name, int scene) {
        double wanted = FieldText.number(name, scene);
        double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
        double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
        double value = Math.max(least, Math.min(most, wanted));
        return value == Math.rint(value) ? JSON.numberNode((long) value) : JSON.numberNode(value);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode node = schema;
        for (int step = 0; step < DEEPEST; step++) {
            String reference = node.path("$ref").asText("");
            if (reference.startsWith("#")) {
                node = root.at(reference.substring(1));
            } else if (node.path("anyOf").size() > 0) {
                node = node.path("anyOf").get(0);
            } else if (node.path("oneOf").size() > 0) {
                node = node.path("oneOf").get(0);
            } else {
                return node;
            }
        }
        return node;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray() && !type.isEmpty()) {
            return type.get(0).asText();
        }
        if (type.isTextual()) {
            return type.asText();
        }
        return schema.has("properties") ? "object" : schema.has("items") ? "array" : "";
    }

    /** Within the schema's lengths; cut at a word where there is one. */
    private static String fitted(String text, JsonNode schema) {
        int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String fitted = text;
        if (fitted.length() > most) {
            int space = fitted.lastIndexOf(' ', most);
            fitted = fitted.substring(0, space > most / 2 ? space : most);
        }
        StringBuilder padded = new StringBuilder(fitted);
        while (padded.length() < schema.path("minLength").asInt(0)) {
            padded.append('.');
        }
        return padded.toString();
    }
}
