package io.showrunner.writer;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The words of a whole story by one language model, as the prompt cache keeps them.
 *
 * @param storyId the story that they were written for
 * @param title of that story
 */
public record CachedStory(String storyId, String title, String model, Instant writtenAt, List<StoryPart> parts) {
    /** Refuses what cannot be a story. */
    public CachedStory {
        Objects.requireNonNull(storyId, "storyId");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(writtenAt, "writtenAt");
        parts = List.copyOf(parts);
        parts.forEach(part -> Part.of(part.id()));
    }

    /** Which story this is, for people. */
    String named() {
        return storyId + " ('" + title + "', " + writtenAt + ")";
    }
}
