package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.forecast.*}.
 *
 * @param sceneTimeFrom the least that a scene is expected to take on average, before any was measured (C7)
 * @param sceneTimeTo the most
 * @param interval between two looks at what is new, and how old an answer may be
 */
public record ForecastSettings(Duration sceneTimeFrom, Duration sceneTimeTo, Duration interval) {
    /** Refuses an interval of no length. */
    public ForecastSettings {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("interval must be positive: " + interval);
        }
    }
}
