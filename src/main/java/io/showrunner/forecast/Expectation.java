package io.showrunner.forecast;

import java.time.Duration;

/**
 * How long a scene is expected to be executed on average, before anything was measured (C7).
 *
 * @param from the least
 * @param to the most
 */
public record Expectation(Duration from, Duration to) {
    /** Refuses a range that is empty or has no length. */
    public Expectation {
        if (from.isNegative() || from.isZero() || to.compareTo(from) < 0) {
            throw new IllegalArgumentException("not a range of times: " + from + " to " + to);
        }
    }

    /** The middle of the range, by ratio. */
    double logSeconds() {
        return (Math.log(Seconds.of(from)) + Math.log(Seconds.of(to))) / 2;
    }

    /** Such as {@code 45s to 1m00s}. */
    String words() {
        return DurationWords.of(from) + " to " + DurationWords.of(to);
    }
}
