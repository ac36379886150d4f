package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.cache.*}: the words that language models wrote, kept for the same brief.
 *
 * @param enabled false asks a language model every time
 * @param maxEntries stories that are kept
 * @param maxBytes of all of them together
 * @param ttl how long one is kept (P3)
 * @param patience how long a story waits for another one with the same brief that is being written
 * @param similar whether a story of the same genre and mood may stand in when no language model can write (L5)
 */
public record CacheSettings(
        boolean enabled, int maxEntries, long maxBytes, Duration ttl, Duration patience, boolean similar) {}
