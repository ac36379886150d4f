package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.path;
import static io.showrunner.config.ValueType.size;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.yesOrNo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the scene cache. */
final class SceneCacheKeys {
    static final Setting<Boolean> ENABLED = setting("showrunner.scene-cache.enabled", yesOrNo());
    static final Setting<Integer> MAX_SCENES = setting("showrunner.scene-cache.max-scenes", count(1, 100_000));
    static final Setting<Long> MAX_SIZE = setting("showrunner.scene-cache.max-size", size("1MB", "100000GB", "10GB"));
    static final Setting<Duration> TTL = setting("showrunner.scene-cache.ttl", time("1s", "87600h", "720h"));

    static final Setting<Path> FOLDER =
            setting("showrunner.scene-cache.folder", path()).orNone();

    static final List<Setting<?>> ALL = List.of(ENABLED, FOLDER, MAX_SCENES, MAX_SIZE, TTL);

    private SceneCacheKeys() {}

    static SceneCacheSettings read(Values values) {
        return new SceneCacheSettings(
                values.get(ENABLED),
                values.find(FOLDER).orElse(values.get(KnownSettings.DATA).resolve("scene-cache")),
                values.get(MAX_SCENES),
                values.get(MAX_SIZE),
                values.get(TTL));
    }
}
