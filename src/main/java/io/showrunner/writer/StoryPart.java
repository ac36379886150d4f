package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A part of a story that the language model has delivered and that was accepted.
 *
 * @param id {@code story}, {@code outline} or {@code scene-001} and so on
 * @param content normalised and valid
 */
public record StoryPart(String id, JsonNode content) {
    /** What a story says besides its scenes. */
    static StoryPart header(JsonNode content) {
        return new StoryPart(Part.OUTLINE.id(), content);
    }
}
