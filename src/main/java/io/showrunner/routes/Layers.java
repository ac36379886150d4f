package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.RedisCache;
import io.showrunner.cache.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The two layers of a cache.
 *
 * @param redis the server that several nodes share; empty for files alone
 */
record Layers(Optional<URI> redis, CacheLimits limits, Clock clock) {
    /** Beyond this an answer holds a story up more than it helps. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A server that is away, slow or full is asked again so often. */
    private static final Duration REST = Duration.ofSeconds(10);
    /** However long a disk takes, there is none besides. */
    private static final Duration ANY_TIME = Duration.ofDays(1);

    /**
     * Files of this node, and the same in Redis when it is configured.
     *
     * @param used false when nobody will ask, so that it does not matter whether the server is there
     */
    <V> LayeredCache<V> open(boolean used, String name, Path folder, FileCache<V> files, Class<V> type) {
        BestEffortCache<V> own =
                new BestEffortCache<>(files, folder.toString(), ANY_TIME, Duration.ZERO, System::nanoTime);
        Optional<BestEffortCache<V>> shared = redis.map(RedisServer::new).map(server -> shared(server, name, type));
        if (used) {
            shared.ifPresent(BestEffortCache::size);
        }
        return new LayeredCache<>(own, shared);
    }

    private <V> BestEffortCache<V> shared(RedisServer server, String name, Class<V> type) {
        return new BestEffortCache<>(
                new RedisCache<>(server, "showrunner:" + name + ":", type, limits, clock),
                server.toString(),
                PATIENCE,
                REST,
                System::nanoTime);
    }
}
