package io.showrunner.routes;

import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.LayeredCache;
import io.showrunner.config.CacheSettings;
import io.showrunner.config.Settings;
import io.showrunner.writer.CachedStory;
import java.nio.file.Path;
import java.time.Clock;

/** Where the words of models are kept: below the data folder, and in Redis for several nodes. */
final class KeptStories {
    private KeptStories() {}

    /** @param simulation true when a simulator writes: its words are kept apart from those of a model */
    static LayeredCache<CachedStory> open(Settings settings, boolean simulation, Clock clock) {
        String name = simulation ? "prompt-cache-simulation" : "prompt-cache";
        CacheSettings cache = settings.cache();
        CacheLimits limits = new CacheLimits(cache.maxEntries(), cache.maxBytes(), cache.ttl());
        Path folder = settings.data().resolve(name);
        return new Layers(cache.redis(), limits, clock)
                .open(
                        cache.enabled(),
                        name,
                        folder,
                        new FileCache<>(folder, CachedStory.class, limits, clock),
                        CachedStory.class);
    }
}
