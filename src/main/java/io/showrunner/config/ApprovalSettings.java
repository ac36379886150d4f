package io.showrunner.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.approval.*}.
 *
 * @param required whether stories wait for approval whose brief does not say
 * @param timeout after which a story that nobody approved is given up; empty for never
 * @param storyboardWorkflow draws the pictures of storyboards
 * @param filmWorkflow sets them in motion when their brief names no workflow
 */
public record ApprovalSettings(
        boolean required, Optional<Duration> timeout, String storyboardWorkflow, String filmWorkflow) {
    /** Refuses what is not there. */
    public ApprovalSettings {
        Objects.requireNonNull(timeout, "timeout");
    }
}
