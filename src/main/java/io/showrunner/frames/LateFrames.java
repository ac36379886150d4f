package io.showrunner.frames;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Waits for frames that the server has listed and not yet delivered: not a look longer than needed, and at most the
 * timeout (Q5). For one prompt and one thread; the clock starts when it is made.
 */
public final class LateFrames {
    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();

    private final long timeout;
    private final LongSupplier nanos;
    private final long start;
    private long pause = FIRST_PAUSE;
    private int lastMissing = Integer.MAX_VALUE;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public LateFrames(Duration timeout, LongSupplier nanos) {
        this.timeout = timeout.toNanos();
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /**
     * Says whether to look again, after a pause that grows to one second and never passes the timeout. After it, only a
     * round in which frames came is worth another one: they are many or large, not late.
     */
    public Waiting look(int missing) {
        if (missing == 0) {
            return Waiting.settled();
        }
        long left = timeout - (nanos.getAsLong() - start);
        boolean fewer = missing < lastMissing;
        lastMissing = missing;
        if (left <= 0) {
            return fewer && timeout > 0 ? Waiting.of(FIRST_PAUSE) : Waiting.exhausted();
        }
        long next = Math.min(pause, left);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
        return Waiting.of(next);
    }

    /** Time since the wait began. */
    public Duration waited() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }
}
