package io.showrunner.config;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.alerts.*}.
 *
 * @param interval between two looks
 * @param webhook who is told; empty for nobody
 * @param routingKey of a PagerDuty service; a secret
 */
public record AlertSettings(Duration interval, Optional<URI> webhook, Format format, Optional<String> routingKey) {
    /** Shape of what is posted. */
    public enum Format {
        JSON,
        SLACK,
        DISCORD,
        PAGERDUTY
    }

    /** Refuses what is not there. */
    public AlertSettings {
        Objects.requireNonNull(webhook, "webhook");
        Objects.requireNonNull(format, "format");
        Settings.between(interval.toMillis(), 1, Long.MAX_VALUE, "interval");
    }

    /** Without address and key, which are secrets. */
    @Override
    public String toString() {
        return "AlertSettings[interval=" + interval + ", format=" + format + ", told=" + webhook.isPresent() + "]";
    }
}
