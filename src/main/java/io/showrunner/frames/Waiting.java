package io.showrunner.frames;

import java.time.Duration;

/**
 * What to do about files that may still change or come.
 *
 * @param state whether there is anything to wait for
 * @param pause how long to wait before the next look; zero unless waiting
 */
public record Waiting(State state, Duration pause) {

    /** WAIT: look again. SETTLED: nothing to wait for. EXHAUSTED: the time is over and they have not settled. */
    public enum State {
        WAIT,
        SETTLED,
        EXHAUSTED
    }

    static Waiting settled() {
        return new Waiting(State.SETTLED, Duration.ZERO);
    }

    static Waiting exhausted() {
        return new Waiting(State.EXHAUSTED, Duration.ZERO);
    }

    static Waiting of(long nanos) {
        return new Waiting(State.WAIT, Duration.ofNanos(nanos));
    }
}
