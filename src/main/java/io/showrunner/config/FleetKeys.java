package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.path;
import static io.showrunner.config.ValueType.server;
import static io.showrunner.config.ValueType.time;

import io.showrunner.config.FleetSettings.Strategy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the ComfyUI servers, each by itself and all together. */
final class FleetKeys {
    static final Setting<Duration> FLEET_PROBE_INTERVAL = setting(
                    "showrunner.fleet.probe-interval", time("1s", "1h", "30s"))
            .alias("GPU_HEALTH_CHECK_INTERVAL_SECONDS", "s");
    static final Setting<Long> FLEET_MIN_AVAILABLE_VRAM = setting(
                    "showrunner.fleet.min-available-vram", ValueType.size("0MB", "1024GB", "3000MB"))
            .alias("MIN_AVAILABLE_VRAM_MB", "MB");
    static final Setting<Integer> FLEET_MAX_QUEUE_DEPTH =
            setting("showrunner.fleet.max-queue-depth", count(1, 10_000)).alias("MAX_QUEUE_DEPTH", "");
    static final Setting<Strategy> FLEET_STRATEGY =
            setting("showrunner.fleet.strategy", ValueType.oneOf(Strategy.class));
    static final Setting<Boolean> FLEET_VRAM_DOWNGRADE =
            setting("showrunner.fleet.vram-downgrade", ValueType.yesOrNo());
    static final Setting<Duration> FLEET_LOW_VRAM_TIMEOUT =
            setting("showrunner.fleet.low-vram-timeout", time("1s", "24h", "120s"));
    static final Setting<Integer> FLEET_FREE_EVERY = setting("showrunner.fleet.free-every", count(0, 1_000_000));
    static final Setting<Boolean> FLEET_VRAM_SAMPLES = setting("showrunner.fleet.vram-samples", ValueType.yesOrNo());
    static final Setting<Boolean> FLEET_WARM_UP = setting("showrunner.fleet.warm-up", ValueType.yesOrNo());
    static final Setting<Integer> FLEET_MAX_SCENES_PER_HOUR =
            setting("showrunner.fleet.max-scenes-per-hour", count(0, 1_000_000));
    static final Setting<Boolean> SATURATED_PAUSE_SUBMISSIONS =
            setting("showrunner.fleet.saturated.pause-submissions", ValueType.yesOrNo());
    static final Setting<Boolean> SATURATED_FAIL_FAST =
            setting("showrunner.fleet.saturated.fail-fast", ValueType.yesOrNo());
    static final Setting<Boolean> SATURATED_FAST_POLL =
            setting("showrunner.fleet.saturated.fast-poll", ValueType.yesOrNo());
    static final Setting<Duration> SATURATED_WRITER_PAUSE =
            setting("showrunner.fleet.saturated.writer-pause", time("100ms", "10m", "10s"));
    static final Setting<Duration> SATURATED_WRITER_PATIENCE =
            setting("showrunner.fleet.saturated.writer-patience", time("0s", "24h", "30m"));
    static final Setting<Integer> FLEET_BREAKER_FAILURES = setting("showrunner.fleet.breaker-failures", count(1, 100));
    static final Setting<Duration> FLEET_BREAKER_WAIT =
            setting("showrunner.fleet.breaker-wait", time("1s", "1h", "30s"));

    static final Setting<String> INSTANCE_ID =
            setting("showrunner.comfyui.instances[n].id", ValueType.kebabCase()).whenAbsent("gpu#");
    static final Setting<URI> INSTANCE_URL =
            setting("showrunner.comfyui.instances[n].url", server("http://127.0.0.1:8188"));
    static final Setting<Integer> INSTANCE_SLOTS =
            setting("showrunner.comfyui.instances[n].slots", count(1, 16)).whenAbsent("2");
    static final Setting<Path> INSTANCE_OUTPUT_DIRECTORY =
            setting("showrunner.comfyui.instances[n].output-directory", path()).orNone();

    static final List<Setting<?>> ALL = List.of(
            FLEET_PROBE_INTERVAL,
            FLEET_MIN_AVAILABLE_VRAM,
            FLEET_MAX_QUEUE_DEPTH,
            FLEET_STRATEGY,
            FLEET_VRAM_DOWNGRADE,
            FLEET_LOW_VRAM_TIMEOUT,
            FLEET_FREE_EVERY,
            FLEET_VRAM_SAMPLES,
            FLEET_WARM_UP,
            FLEET_MAX_SCENES_PER_HOUR,
            SATURATED_PAUSE_SUBMISSIONS,
            SATURATED_FAIL_FAST,
            SATURATED_FAST_POLL,
            SATURATED_WRITER_PAUSE,
            SATURATED_WRITER_PATIENCE,
            FLEET_BREAKER_FAILURES,
            FLEET_BREAKER_WAIT,
            INSTANCE_ID,
            INSTANCE_URL,
            INSTANCE_SLOTS,
            INSTANCE_OUTPUT_DIRECTORY);

    private FleetKeys() {}
}
