package io.showrunner.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code showrunner.scene-cache.*}: frames that are kept for scenes that would look the same (T2).
 *
 * @param enabled false renders every scene
 * @param folder where they are kept; those of simulators lie beside it
 * @param maxScenes scenes that are kept
 * @param maxBytes of all of them together
 * @param ttl how long one is kept
 */
public record SceneCacheSettings(boolean enabled, Path folder, int maxScenes, long maxBytes, Duration ttl) {}
