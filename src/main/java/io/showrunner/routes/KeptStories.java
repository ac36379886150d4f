package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.RedisCache;
import io.showrunner.cache.RedisServer;
import io.showrunner.config.CacheSettings;
import io.showrunner.config.Settings;
import io.showrunner.writer.CachedStory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Where the words of models are kept: below the data folder, or in Redis for several nodes. */
final class KeptStories {
    /** A server that is away is asked again so often. */
    private static final Duration REST = Duration.ofSeconds(10);

    private KeptStories() {}

    /** @param simulation true when a simulator writes: its words are kept apart from those of a model */
    static BestEffortCache<CachedStory> open(Settings settings, boolean simulation, Clock clock) {
        String name = simulation ? "prompt-cache-simulation" : "prompt-cache";
        CacheSettings cache = settings.cache();
        CacheLimits limits = new CacheLimits(cache.maxEntries(), cache.maxBytes(), cache.ttl());
        BestEffortCache<CachedStory> stories = cache.redis()
                .map(url -> shared(new RedisServer(url), name, limits, clock))
                .orElseGet(() -> own(settings.data().resolve(name), limits, clock));
        if (cache.enabled()) {
            stories.size();
        }
        return stories;
    }

    private static BestEffortCache<CachedStory> shared(
            RedisServer server, String name, CacheLimits limits, Clock clock) {
        String prefix = "showrunner:" + name + ":";
        return new BestEffortCache<>(
                new RedisCache<>(server, prefix, CachedStory.class, limits, clock),
                server.toString(),
                REST,
                System::nanoTime);
    }

    private static BestEffortCache<CachedStory> own(Path folder, CacheLimits limits, Clock clock) {
        return new BestEffortCache<>(
                new FileCache<>(folder, CachedStory.class, limits, clock),
                folder.toString(),
                Duration.ZERO,
                System::nanoTime);
    }
}
