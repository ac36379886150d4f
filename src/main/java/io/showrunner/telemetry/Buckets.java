package io.showrunner.telemetry;

import java.time.Duration;
import java.util.stream.LongStream;

/**
 * The upper bounds of histograms of times: from a simulated scene to one that takes two hours. They are for timers alone: a
 * summary counts every value in whole numbers, rounded up.
 */
public final class Buckets {
    private Buckets() {}

    /** The same for all, so that a dashboard can put them side by side. */
    public static Duration[] times() {
        return LongStream.of(
                        50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 45_000, 60_000, 75_000, 90_000,
                        105_000, 120_000, 150_000, 180_000, 300_000, 600_000, 1_200_000, 3_600_000, 7_200_000)
                .mapToObj(Duration::ofMillis)
                .toArray(Duration[]::new);
    }
}
