package io.showrunner.render;

import io.showrunner.cache.KeptFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Frames that can be used again, and where they come from.
 *
 * @param promptId of the prompt that rendered them; names the set of files too
 * @param instanceId the server that rendered them
 * @param frames in their order
 */
public record CachedScene(
        String storyId,
        String sceneId,
        String promptId,
        String instanceId,
        Instant publishedAt,
        List<KeptFile> frames) {
    /** Refuses an entry without its set. */
    public CachedScene {
        Objects.requireNonNull(promptId, "promptId");
        Objects.requireNonNull(publishedAt, "publishedAt");
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("a scene without frames");
        }
    }

    long bytes() {
        return frames.stream().mapToLong(KeptFile::bytes).sum();
    }
}
