package io.showrunner.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How a scene came to its end, by our own records.
 *
 * @param seen when the pipeline knew that the prompt had ended
 * @param published when its frames were announced; null when they were not
 */
record SceneEnd(String promptId, Instant seen, Instant published) {
    /** From the beginning to the last frames that were published, in seconds; to now when none were. */
    static double secondsUntilLast(Instant begun, List<SceneEnd> scenes) {
        Instant last = scenes.stream()
                .map(SceneEnd::published)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.now());
        return Duration.between(begun, last).toNanos() / 1e9;
    }
}
