package io.showrunner.frames;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A time that begins when this is made and is not to be exceeded. */
final class TimeLimit {
    private final Duration limit;
    private final LongSupplier nanos;
    private final long start;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    TimeLimit(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    boolean isOver() {
        return left().isNegative() || left().isZero();
    }

    /** @throws IOException when the time is over */
    void require(String what) throws IOException {
        if (isOver()) {
            throw new IOException("the time for " + what + " is over, " + limit.toSeconds() + " s");
        }
    }

    /** The same decision, with a pause that ends with the time; a wait that begins after it is exhausted. */
    Waiting within(Waiting waiting) {
        if (waiting.state() != Waiting.State.WAIT) {
            return waiting;
        }
        if (isOver()) {
            return Waiting.exhausted();
        }
        return waiting.pause().compareTo(left()) <= 0 ? waiting : Waiting.of(left().toNanos());
    }

    private Duration left() {
        return limit.minusNanos(nanos.getAsLong() - start);
    }
}
