package io.showrunner.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * One breaker as it is now.
 *
 * @param failures posts in a row that failed, as far as they count
 * @param opened how often it has opened since the server was added
 * @param nextTrial when one prompt is tried again; null unless it is OPEN
 * @param lastFailure the last one that counted, in words; null when there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakerView(State state, int failures, int opened, Instant nextTrial, String lastFailure) {
    /** CLOSED: posts go through. OPEN: none does. HALF_OPEN: one is on trial. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }
}
