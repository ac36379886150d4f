package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.decimal;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.url;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What the installation is expected to be, and who is told when it should be larger or may be smaller. */
final class CapacityKeys {
    static final Setting<String> PROFILE =
            setting("showrunner.capacity.profile", ValueType.kebabCase()).orNone();
    static final Setting<List<String>> COMMAND =
            setting("showrunner.scaling.command", ValueType.command()).orNone();
    static final Setting<URI> WEBHOOK = setting("showrunner.scaling.webhook", url("https://hooks.example/scale"))
            .orNone();
    static final Setting<Duration> TIMEOUT = setting("showrunner.scaling.timeout", time("1s", "10m", "30s"));
    static final Setting<Duration> TARGET = setting("showrunner.scaling.target", time("1s", "24h", "15m"));
    static final Setting<Double> DOWN_FRACTION = setting("showrunner.scaling.down-fraction", decimal(0, 0.9));
    static final Setting<Duration> PATIENCE = setting("showrunner.scaling.patience", time("0s", "24h", "2m"));
    static final Setting<Duration> COOLDOWN = setting("showrunner.scaling.cooldown", time("1s", "24h", "5m"));
    static final Setting<Integer> MIN_INSTANCES = setting("showrunner.scaling.min-instances", count(1, 512));

    static final List<Setting<?>> ALL =
            List.of(PROFILE, COMMAND, WEBHOOK, TIMEOUT, TARGET, DOWN_FRACTION, PATIENCE, COOLDOWN, MIN_INSTANCES);

    private CapacityKeys() {}

    static CapacitySettings build(Values values) {
        return new CapacitySettings(
                values.find(PROFILE),
                new ScalingSettings(
                        values.find(COMMAND).orElse(List.of()),
                        values.find(WEBHOOK),
                        values.get(TIMEOUT),
                        values.get(TARGET),
                        values.get(DOWN_FRACTION),
                        values.get(PATIENCE),
                        values.get(COOLDOWN),
                        values.get(MIN_INSTANCES)));
    }
}
