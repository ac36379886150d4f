package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameMetersTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FrameMeters frames = new FrameMeters(meters);

    @Test
    void whatDashboardsAskForHasExactlyTheirNames() {
        frames.collected(report(25, 0.08, false, null));
        frames.collected(report(7, 6, true, FailureKind.BELOW_FLOOR));

        assertThat(meters.scrape().lines())
                .contains(
                        "scene_frame_count_sum{result=\"PUBLISHED\"} 25.0",
                        "scene_frame_count_count{result=\"BELOW_FLOOR\"} 1",
                        "done_marker_wait_seconds_bucket{le=\"0.1\"} 1",
                        "done_marker_wait_seconds_count 2",
                        "forced_copy_fallback_count 1.0",
                        "showrunner_forced_copies_total 1.0");
    }

    @Test
    void aCopyThatIsForcedIsAnIncreaseAlreadyTheFirstTime() {
        assertThat(meters.scrape()).contains("forced_copy_fallback_count 0.0");
    }

    private static CollectReport report(int count, double waited, boolean forced, FailureKind kind) {
        return new CollectReport(
                count,
                25,
                true,
                kind == null,
                false,
                waited,
                null,
                forced,
                null,
                false,
                List.of(),
                kind,
                Instant.parse("2026-11-26T10:00:00Z"),
                List.of(),
                List.of(),
                List.of());
    }
}
