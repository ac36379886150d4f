package io.showrunner.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;

/**
 * A piece of time and what it was spent on.
 *
 * @param why in words; null when the phase says it all
 * @param instance the server that it was spent on; null when it was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Part(Phase phase, Instant from, Instant to, double seconds, String why, String instance) {
    static Part of(Phase phase, Instant from, Instant to, String why, String instance) {
        return new Part(phase, from, to, seconds(from, to), why, instance);
    }

    /** To the millisecond. */
    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
