package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.time;

import java.time.Duration;
import java.util.List;

/** The settings of the forecast. */
final class ForecastKeys {
    static final Setting<Duration> SCENE_TIME_FROM =
            setting("showrunner.forecast.scene-time-from", time("100ms", "24h", "45s"));
    static final Setting<Duration> SCENE_TIME_TO =
            setting("showrunner.forecast.scene-time-to", time("100ms", "24h", "60s"));
    static final Setting<Duration> INTERVAL = setting("showrunner.forecast.interval", time("100ms", "1h", "1s"));

    static final List<Setting<?>> ALL = List.of(SCENE_TIME_FROM, SCENE_TIME_TO, INTERVAL);

    private ForecastKeys() {}
}
