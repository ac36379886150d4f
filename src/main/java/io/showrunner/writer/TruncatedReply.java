package io.showrunner.writer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.JsonRepair;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What is whole in a reply that was cut off: complete fields and complete scenes. The torn end is dropped and never
 * patched; whatever is missing is asked for.
 */
final class TruncatedReply {
    private TruncatedReply() {}

    /** An object with the complete fields; without any field when there is nothing to keep. */
    static ObjectNode complete(String words) {
        ObjectNode kept = Json.mapper().createObjectNode();
        String answer = JsonRepair.withoutThinking(words);
        int start = answer.indexOf('{');
        if (start < 0) {
            return kept;
        }
        try (JsonParser parser = Json.mapper().createParser(answer.substring(start))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    readItems(parser, kept.putArray(name));
                } else {
                    kept.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
            return kept;
        } catch (JsonProcessingException tornEnd) {
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readItems(JsonParser parser, ArrayNode items) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(parser.<JsonNode>readValueAsTree());
        }
    }
}
