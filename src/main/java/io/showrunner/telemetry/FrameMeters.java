package io.showrunner.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.story.CollectReport;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** How frames came, as meters; numbers since the start. Thread-safe. */
public final class FrameMeters {
    private final MeterRegistry meters;
    private final Timer markerWait;
    private final LongAdder forcedCopies = new LongAdder();

    public FrameMeters(MeterRegistry meters) {
        this.meters = meters;
        this.markerWait = Timer.builder("done_marker_wait_seconds")
                .description(
                        "From the end of a prompt's execution to its done marker, or to the end of the wait for one")
                .serviceLevelObjectives(Buckets.times())
                .register(meters);
        FunctionCounter.builder("showrunner.forced.copies", forcedCopies, LongAdder::sum)
                .description("Prompts whose frames were taken although nothing said that they are complete")
                .register(meters);
        Gauge.builder("forced_copy_fallback_count", forcedCopies, LongAdder::sum)
                .description("The same as showrunner_forced_copies_total, by the name that dashboards ask for")
                .register(meters);
    }

    /** The frames of a prompt are published, or refused (G7, G9, G10). */
    public void collected(CollectReport report) {
        DistributionSummary.builder("scene_frame_count")
                .description("Whole frames of a prompt, by what became of them")
                .tag(
                        "result",
                        report.failureKind() == null
                                ? "PUBLISHED"
                                : report.failureKind().name())
                .register(meters)
                .record(report.frameCount());
        markerWait.record(Duration.ofMillis(Math.round(1_000 * report.doneMarkerWaitSeconds())));
        if (report.forcedCopyTriggered()) {
            forcedCopies.increment();
        }
    }
}
