package io.showrunner.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code showrunner.callback.*}.
 *
 * @param secret that callbacks are signed with; empty for no callbacks
 * @param hosts in lower case, that may be told though they are in a private network
 * @param interval between two looks, and the first pause after a failure
 * @param attempts before a callback is given up
 */
public record CallbackSettings(Optional<String> secret, Set<String> hosts, Duration interval, int attempts) {
    /** Takes a copy; refuses numbers that let nothing through. */
    public CallbackSettings {
        Objects.requireNonNull(secret, "secret");
        hosts = Set.copyOf(hosts);
        Settings.between(interval.toMillis(), 1, Long.MAX_VALUE, "interval");
        Settings.between(attempts, 1, Integer.MAX_VALUE, "attempts");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "CallbackSettings[signed=" + secret.isPresent() + ", hosts=" + hosts + ", interval=" + interval
                + ", attempts=" + attempts + "]";
    }
}
