package io.showrunner.telemetry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * How a server's wall clock stands to our monotonic one, by when we learned of what it dates. That is never before it
 * happened, so the least late of the newest ones is the nearest. Guarded by the account's lock.
 */
final class ServerClock {
    private static final int NEWEST = 8;
    private static final long SECOND = 1_000_000_000;

    private final Deque<Long> offsets = new ArrayDeque<>();

    /** Nanoseconds of the server's clock. */
    static long nanos(Instant theirs) {
        return theirs.getEpochSecond() * SECOND + theirs.getNano();
    }

    /** @param offset from the server's time of something to ours when we learned of it */
    void learned(long offset) {
        if (offsets.size() == NEWEST) {
            offsets.removeFirst();
        }
        offsets.add(offset);
    }

    /** When that was, by our clock; something must have been learned before. */
    long ours(Instant theirs) {
        return nanos(theirs) + Collections.min(offsets);
    }
}
