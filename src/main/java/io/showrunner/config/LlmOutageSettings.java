package io.showrunner.config;

import java.time.Duration;

/**
 * {@code showrunner.llm.*}: what becomes of stories while no language model is there.
 *
 * @param template whether the genre template writes what no model can; else the story waits
 * @param retryInterval between two looks at a provider that stories wait for
 * @param standbyWarmUp between two small requests to each further provider; zero for none
 */
public record LlmOutageSettings(boolean template, Duration retryInterval, Duration standbyWarmUp) {
    /** Refuses a time that lets nothing go by. */
    public LlmOutageSettings {
        Settings.between(retryInterval.toMillis(), 1, Long.MAX_VALUE, "retryInterval in ms");
        Settings.notNegative(standbyWarmUp, "standbyWarmUp");
    }
}
