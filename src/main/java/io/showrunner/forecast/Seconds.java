package io.showrunner.forecast;

import java.time.Duration;

/** Durations as numbers and back. */
final class Seconds {
    private static final double NANOS = 1e9;
    /** Times beyond a century are no forecast any more. */
    private static final double MOST = 3e9;

    private Seconds() {}

    static double of(Duration time) {
        return time.toNanos() / NANOS;
    }

    static Duration toDuration(double seconds) {
        return Duration.ofNanos(Math.round(Math.min(MOST, Math.max(0, seconds)) * NANOS));
    }
}
