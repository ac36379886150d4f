package io.showrunner.simulator.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Turns a good JSON answer into the kinds of text that local models really return. */
final class FaultyText {
    static final String THOUGHT =
            "<think>\nThe user wants a story as JSON {like this}. Let me think about three acts, and about \"scenes\": [";

    private FaultyText() {}

    static String trailingCommas(String json) {
        return json.replaceAll("(?<=[\"\\]}0-9])(\\s*)([}\\]])", ",$1$2");
    }

    static String singleQuotes(String json) {
        return json.replace("'", "\u2019").replace("\\\"", "\u201d").replace('"', '\'');
    }

    static String comments(String json) {
        int start = json.indexOf('{');
        return json.substring(0, start + 1) + "\n// the story, as asked\n/* three acts */ " + json.substring(start + 1);
    }

    /** Compact JSON has no spaces outside its texts, so only those change. */
    static String accented(String json) {
        return json.replace("a ", "\u00e0 ");
    }

    static String notNumbers(String json) {
        return json.replaceAll("(:\\s*)-?\\d+(\\.\\d+)?(?=\\s*[,}\\]])", "$1NaN");
    }

    static String scenes(String json, int count) {
        ObjectNode story = object(json);
        ArrayNode scenes = story.withArray("scenes");
        while (scenes.size() > count) {
            scenes.remove(scenes.size() - 1);
        }
        JsonNode last = scenes.isEmpty() ? Reply.JSON.createObjectNode() : scenes.get(scenes.size() - 1);
        while (scenes.size() < count) {
            JsonNode copy = last.deepCopy();
            if (copy instanceof ObjectNode scene) {
                scene.put("title", "One More " + scenes.size());
            }
            scenes.add(copy);
        }
        return story.toString();
    }

    static String negativePromptAsArray(String json) {
        ObjectNode story = object(json);
        for (JsonNode scene : story.has("scenes")
                ? story.path("scenes")
                : Reply.JSON.createArrayNode().add(story)) {
            if (scene instanceof ObjectNode fields
                    && fields.path("negativePrompt").isTextual()) {
                ArrayNode list = Reply.JSON.createArrayNode();
                Arrays.stream(fields.path("negativePrompt").asText().split(",\\s*"))
                        .forEach(list::add);
                fields.set("negativePrompt", list);
            }
        }
        return story.toString();
    }

    private static ObjectNode object(String json) {
        try {
            JsonNode node = Reply.JSON.readTree(json);
            return node instanceof ObjectNode object ? object : Reply.JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("this fault needs an answer that is JSON", e);
        }
    }
}
