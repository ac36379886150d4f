package io.showrunner.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.approval.*}.
 *
 * @param required whether stories wait for approval whose brief does not say
 * @param timeout after which a story that nobody approved is given up; empty for never
 */
public record ApprovalSettings(boolean required, Optional<Duration> timeout) {
    /** Refuses what is not there. */
    public ApprovalSettings {
        Objects.requireNonNull(timeout, "timeout");
    }
}
