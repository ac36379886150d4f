package io.showrunner.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * How much a cache keeps and how long; what was used longest ago goes first.
 *
 * @param entries at most so many
 * @param bytes at most so many of all entries together
 * @param ttl from the moment an entry was put
 */
public record CacheLimits(int entries, long bytes, Duration ttl) {
    boolean isOver(Instant storedAt, Instant now) {
        return storedAt.isBefore(now.minus(ttl));
    }
}
