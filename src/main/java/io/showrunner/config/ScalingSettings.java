package io.showrunner.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.scaling.*} (U1).
 *
 * @param command words of the program that starts and stops servers; none when there is no such program
 * @param webhook what is told instead; empty when there is none
 * @param timeout how long either may take
 * @param target a longer backlog asks for one more server
 * @param downFraction of the target below which an idle server is given up
 * @param patience how long the backlog must have been so
 * @param cooldown between two changes
 * @param minInstances servers that are never given up
 */
public record ScalingSettings(
        List<String> command,
        Optional<URI> webhook,
        Duration timeout,
        Duration target,
        double downFraction,
        Duration patience,
        Duration cooldown,
        int minInstances) {

    /** Refuses times that are none; keeps a copy of the words. */
    public ScalingSettings {
        command = List.copyOf(command);
        Objects.requireNonNull(webhook, "webhook");
        Settings.between(timeout.toMillis(), 1, Long.MAX_VALUE, "timeout");
        Settings.between(target.toMillis(), 1, Long.MAX_VALUE, "target");
        Settings.notNegative(patience, "patience");
        Settings.notNegative(cooldown, "cooldown");
        Settings.between(minInstances, 1, Integer.MAX_VALUE, "minInstances");
    }

    /** Without the words and the address, which may hold secrets. */
    @Override
    public String toString() {
        return "ScalingSettings[on=" + isOn() + ", target=" + target + "]";
    }

    /** True when there is somebody to tell. */
    public boolean isOn() {
        return !command.isEmpty() || webhook.isPresent();
    }
}
