package io.showrunner.config;

import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.capacity.*} and {@code showrunner.scaling.*}.
 *
 * @param profile name of the capacity profile; empty for none
 */
public record CapacitySettings(Optional<String> profile, ScalingSettings scaling) {
    /** Refuses what is missing. */
    public CapacitySettings {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(scaling, "scaling");
    }
}
