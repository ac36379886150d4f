package io.showrunner.simulator.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;

/** The model of the stand-in: from a request to the text that the model says. */
final class Writer {
    private static final JsonNode STORY_SCHEMA = schema("""
            {"properties": {
              "storyId": {"type": "string"}, "logline": {"type": "string"}, "directorsVision": {"type": "string"},
              "generator": {"type": "string"},
              "scenes": {"type": "array", "items": {"$ref": "#/scene"}}},
             "scene": {"properties": {
              "title": {"type": "string"}, "summary": {"type": "string"}, "prompt": {"type": "string"},
              "mood": {"type": "string"}, "cameraMovement": {"type": "string"}, "palette": {"type": "string"},
              "expectedFrames": {"type": "integer"}, "negativePrompt": {"type": "string"}}}}
            """);
    private final Storyteller storyteller = new Storyteller(new Library());

    /** The JSON text for a chat request, without spaces; a bare object where no schema was sent. */
    String answer(ChatRequest request) {
        StoryWish wish = StoryWish.of(request);
        Tale tale = storyteller.tell(wish);
        JsonNode schema = request.schema()
                .filter(wanted -> wanted.has("properties") || wanted.has("$ref"))
                .orElse(wish.onlyScene().isPresent() ? sceneSchema() : STORY_SCHEMA);
        return new SchemaFiller(schema, tale, wish.sceneCount())
                .fill(wish.onlyScene().orElse(0))
                .toString();
    }

    /** The story object for {@code {sceneCount, seed}}. */
    String direct(JsonNode body) {
        StoryWish wish = StoryWish.direct(body);
        return new SchemaFiller(STORY_SCHEMA, storyteller.tell(wish), wish.sceneCount())
                .fill(0)
                .toString();
    }

    private static JsonNode sceneSchema() {
        return STORY_SCHEMA.path("scene");
    }

    private static JsonNode schema(String json) {
        try {
            return Reply.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
