package io.showrunner.cache;

import java.time.Instant;
import java.util.Objects;

/** The file of one entry. */
record CacheEntry<V>(String key, String group, Instant storedAt, V value) {
    CacheEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(storedAt, "storedAt");
        Objects.requireNonNull(value, "value");
    }
}
