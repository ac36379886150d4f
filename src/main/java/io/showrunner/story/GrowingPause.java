package io.showrunner.story;

import java.time.Duration;

/**
 * How long somebody who fails is left alone: each time for twice as long.
 *
 * @param first after the first failure
 * @param longest after many
 */
public record GrowingPause(Duration first, Duration longest) {
    private static final int DOUBLINGS = 20;

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
