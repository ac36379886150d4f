package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SceneMetersTest {
    private static final Instant POSTED = Instant.parse("2026-11-26T10:00:00.000400Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SceneMeters scenes = new SceneMeters(meters);

    @Test
    void anExecutionIsMeasuredByTheServersOwnTimesAndTheWaitBeforeItApart() {
        scenes.attempted(attempt(POSTED.plusSeconds(4), POSTED.plusMillis(49_500), null));

        assertThat(meters.get("comfyui_execution_time_seconds")
                        .tag("instance", "gpu0")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(45.5);
        assertThat(meters.get("showrunner_server_wait_seconds").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(4);
    }

    @Test
    void whatWasNeverExecutedHasNoTime() {
        scenes.attempted(attempt(null, null, FailureKind.INSTANCE_DOWN));

        assertThat(meters.find("comfyui_execution_time_seconds").timer()).isNull();
        assertThat(count("showrunner.attempt.failures", "kind", "INSTANCE_DOWN"))
                .isOne();
    }

    @Test
    void serverClocksThatRunBackwardsMeasureNothing() {
        scenes.attempted(attempt(POSTED.plusSeconds(4), POSTED.plusSeconds(3), null));

        assertThat(meters.find("comfyui_execution_time_seconds").timer()).isNull();
    }

    @Test
    void aPromptThatBeginsInTheMillisecondOfItsPostHasWaitedToo() {
        scenes.attempted(attempt(POSTED.truncatedTo(ChronoUnit.MILLIS), POSTED.plusSeconds(1), null));

        assertThat(meters.get("showrunner_server_wait_seconds").timer())
                .returns(1L, Timer::count)
                .returns(0.0, timer -> timer.totalTime(TimeUnit.SECONDS));
    }

    @Test
    void aSceneThatFailedForGoodIsCountedByKindUnderBothNames() {
        scenes.ended(ended(SceneState.FAILED, FailureKind.OOM));
        scenes.ended(ended(SceneState.PUBLISHED, null));

        assertThat(count("showrunner.scene.failures", "kind", "OOM")).isOne();
        assertThat(meters.get("scene_generation_failures")
                        .tag("kind", "OOM")
                        .gauge()
                        .value())
                .isOne();
        assertThat(count("showrunner.scenes.ended", "state", "FAILED")).isOne();
        assertThat(count("showrunner.scenes.ended", "state", "PUBLISHED")).isOne();
    }

    @Test
    void everyKindOfFailureIsThereBeforeItHappens() {
        assertThat(meters.get("showrunner.scene.failures").functionCounters())
                .hasSize(FailureKind.values().length)
                .allMatch(counter -> counter.count() == 0);
    }

    private double count(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).functionCounter().count();
    }

    private static SceneRecord ended(SceneState state, FailureKind kind) {
        return SceneRecord.written("story-orchard", "scene-001", Priority.NORMAL, 1, POSTED)
                .to(state, kind, null, POSTED);
    }

    private static RenderReport attempt(Instant start, Instant end, FailureKind kind) {
        return new RenderReport(
                1, 1, "id", "gpu0", POSTED, POSTED, start, end, "success", kind, null, 1, true, List.of(), List.of(),
                false, null, null, null, null, List.of(), null);
    }
}
