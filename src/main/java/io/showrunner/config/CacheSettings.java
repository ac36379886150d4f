package io.showrunner.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code showrunner.cache.*}: the words that language models wrote, kept for the same brief.
 *
 * @param enabled false asks a language model every time
 * @param maxEntries stories that are kept
 * @param maxBytes of all of them together
 * @param ttl how long one is kept (P3)
 * @param patience how long a story waits for another one with the same brief that is being written
 * @param similar whether a story of the same genre and mood may stand in when no language model can write (L5)
 * @param redis the server that keeps them for several nodes; empty for files below the data folder alone
 */
public record CacheSettings(
        boolean enabled,
        int maxEntries,
        long maxBytes,
        Duration ttl,
        Duration patience,
        boolean similar,
        Optional<URI> redis) {
    /** Without the user and password of the server. */
    @Override
    public String toString() {
        return "CacheSettings[enabled=" + enabled + ", maxEntries=" + maxEntries + ", maxBytes=" + maxBytes + ", ttl="
                + ttl
                + ", patience=" + patience + ", similar=" + similar + ", redis="
                + redis.map(url -> Redaction.of(url.toString())).orElse("none") + "]";
    }
}
