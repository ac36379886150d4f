package io.showrunner.bench;

import java.time.Instant;

/**
 * How a scene came to its end, by our own records.
 *
 * @param seen when the pipeline knew that the prompt had ended
 * @param published when its frames were announced; null when they were not
 */
record SceneEnd(String promptId, Instant seen, Instant published) {}
