package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.fleet.saturated.*}: what follows while the queue of a server is full, each by itself.
 *
 * @param pauseSubmissions S1
 * @param failFast S2
 * @param fastPoll S3
 * @param writerPause H2
 * @param writerPatience how long a story waits at most before it is written all the same
 */
public record SaturationSettings(
        boolean pauseSubmissions, boolean failFast, boolean fastPoll, Duration writerPause, Duration writerPatience) {
    /** Refuses negative times. */
    public SaturationSettings {
        Settings.notNegative(writerPause, "writerPause");
        Settings.notNegative(writerPatience, "writerPatience");
    }
}
