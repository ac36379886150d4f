package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.size;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.yesOrNo;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of the prompt cache. */
final class CacheKeys {
    static final Setting<Boolean> ENABLED = setting("showrunner.cache.enabled", yesOrNo());
    static final Setting<Integer> MAX_ENTRIES = setting("showrunner.cache.max-entries", count(1, 100_000));
    static final Setting<Long> MAX_SIZE = setting("showrunner.cache.max-size", size("1MB", "10GB", "50MB"));
    static final Setting<Duration> TTL = setting("showrunner.cache.ttl", time("1s", "87600h", "720h"));
    static final Setting<Duration> PATIENCE = setting("showrunner.cache.patience", time("0s", "1h", "10m"));
    static final Setting<Boolean> SIMILAR = setting("showrunner.cache.similar", yesOrNo());

    static final Setting<URI> URL =
            setting("showrunner.cache.url", RedisUrl.type()).orNone();

    static final List<Setting<?>> ALL = List.of(ENABLED, URL, MAX_ENTRIES, MAX_SIZE, TTL, PATIENCE, SIMILAR);

    private CacheKeys() {}

    static CacheSettings read(Values values) {
        return new CacheSettings(
                values.get(ENABLED),
                values.get(MAX_ENTRIES),
                values.get(MAX_SIZE),
                values.get(TTL),
                values.get(PATIENCE),
                values.get(SIMILAR),
                values.find(URL));
    }
}
