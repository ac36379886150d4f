package io.showrunner.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.traces.*}.
 *
 * @param url of a receiver of OTLP over HTTP; empty for no traces
 * @param sampling share of the stories that are traced, 0 to 1
 */
public record TraceSettings(Optional<URI> url, double sampling) {
    /** Refuses what is no share. */
    public TraceSettings {
        Objects.requireNonNull(url, "url");
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException("sampling must be 0 to 1: " + sampling);
        }
    }
}
