package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.scene.silence.*}: when an executing scene that makes no progress is given up before its deadline.
 *
 * @param factor how many times its usual longest step; 0 never gives it up for that
 * @param least the shortest silence that is ever too long
 */
public record SilenceSettings(int factor, Duration least) {
    /** Refuses negative values. */
    public SilenceSettings {
        Settings.between(factor, 0, Integer.MAX_VALUE, "factor");
        Settings.notNegative(least, "least");
    }
}
