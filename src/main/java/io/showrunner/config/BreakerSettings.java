package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.fleet.breaker-*}: when a ComfyUI server that keeps failing is left alone.
 *
 * @param failures in a row that open its breaker (X4)
 * @param firstWait until the first trial; doubled after each trial that fails (X9)
 */
public record BreakerSettings(int failures, Duration firstWait) {
    /** Refuses a breaker that is never closed or never open. */
    public BreakerSettings {
        if (failures < 1 || firstWait.isNegative() || firstWait.isZero()) {
            throw new IllegalArgumentException(
                    "a breaker needs at least one failure and a wait: " + failures + ", " + firstWait);
        }
    }
}
