package io.showrunner.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What scenes cost and how they end, as meters; numbers since the start. Every kind of failure has its row from the
 * start, so that the first one is an increase. Thread-safe.
 */
public final class SceneMeters {
    private static final List<SceneState> ENDS = List.of(SceneState.PUBLISHED, SceneState.FAILED, SceneState.CANCELLED);

    private final MeterRegistry meters;
    private final Map<FailureKind, LongAdder> attemptFailures = new EnumMap<>(FailureKind.class);
    private final Map<FailureKind, LongAdder> sceneFailures = new EnumMap<>(FailureKind.class);
    private final Map<SceneState, LongAdder> ends = new EnumMap<>(SceneState.class);

    public SceneMeters(MeterRegistry meters) {
        this.meters = meters;
        for (FailureKind kind : FailureKind.values()) {
            register(kind);
        }
        ENDS.forEach(this::register);
    }

    /** An attempt is over: how long it waited on its server and was executed there (G4), and of what it failed. */
    public void attempted(RenderReport report) {
        record(
                Timer.builder("comfyui_execution_time_seconds")
                        .description("From the start of a prompt's execution to its end, by the server's clock"),
                report.instanceId(),
                report.executionStart(),
                report.executionEnd());
        record(
                Timer.builder("showrunner_server_wait_seconds")
                        .description("From the post of a prompt to the start of its execution"),
                report.instanceId(),
                report.queueStart(),
                report.executionStart());
        if (report.failureKind() != null) {
            attemptFailures.get(report.failureKind()).increment();
        }
    }

    /** A scene is terminal (G8). */
    public void ended(SceneRecord scene) {
        ends.get(scene.state()).increment();
        if (scene.failureKind() != null) {
            sceneFailures.get(scene.failureKind()).increment();
        }
    }

    /** Scenes that have come to their end, however they did. */
    public double ended() {
        return ends.values().stream().mapToDouble(LongAdder::sum).sum();
    }

    /** Scenes that failed for good. */
    public double failed(FailureKind kind) {
        return sceneFailures.get(kind).sum();
    }

    /** A server tells its times in whole milliseconds, and by a clock of its own. */
    private void record(Timer.Builder timer, String instanceId, Instant from, Instant to) {
        if (from != null && to != null && !to.isBefore(from.truncatedTo(ChronoUnit.MILLIS))) {
            timer.tag("instance", instanceId)
                    .serviceLevelObjectives(Buckets.times())
                    .register(meters)
                    .record(Duration.ofMillis(
                            Math.max(0, Duration.between(from, to).toMillis())));
        }
    }

    private void register(FailureKind kind) {
        LongAdder attempts = attemptFailures.computeIfAbsent(kind, each -> new LongAdder());
        LongAdder scenes = sceneFailures.computeIfAbsent(kind, each -> new LongAdder());
        FunctionCounter.builder("showrunner.attempt.failures", attempts, LongAdder::sum)
                .description("Attempts to render a scene that failed, by kind; most are tried again")
                .tag("kind", kind.name())
                .register(meters);
        FunctionCounter.builder("showrunner.scene.failures", scenes, LongAdder::sum)
                .description("Scenes that failed for good, by kind")
                .tag("kind", kind.name())
                .register(meters);
        Gauge.builder("scene_generation_failures", scenes, LongAdder::sum)
                .description("The same as showrunner_scene_failures_total, by the name that dashboards ask for")
                .tag("kind", kind.name())
                .register(meters);
    }

    private void register(SceneState state) {
        FunctionCounter.builder(
                        "showrunner.scenes.ended", ends.computeIfAbsent(state, each -> new LongAdder()), LongAdder::sum)
                .description("Scenes that are published, failed for good, or cancelled")
                .tag("state", state.name())
                .register(meters);
    }
}
