package io.showrunner.cache;

import com.fasterxml.jackson.databind.ObjectReader;
import io.showrunner.story.Json;
import java.time.Instant;
import java.util.Objects;

/** One entry as it is kept, in JSON. */
record CacheEntry<V>(String key, String group, Instant storedAt, V value) {
    CacheEntry {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(storedAt, "storedAt");
        Objects.requireNonNull(value, "value");
    }

    static ObjectReader reader(Class<?> type) {
        return Json.mapper().readerFor(Json.mapper().getTypeFactory().constructParametricType(CacheEntry.class, type));
    }

    CacheIndex.Kept kept(long bytes) {
        return new CacheIndex.Kept(group, storedAt, bytes);
    }
}
