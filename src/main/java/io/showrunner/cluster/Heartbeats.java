package io.showrunner.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which nodes have given no sign of life for too long. It is measured from when a heartbeat was first seen here, because the
 * clocks of two machines differ. To be asked every few seconds. Thread-safe.
 */
final class Heartbeats {
    /** Between two of one node. */
    static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Two may be missed, on a machine that is busy. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    private final Map<String, Seen> last = new ConcurrentHashMap<>();

    private record Seen(Instant beat, long at) {}

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    Heartbeats(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** True when the node's last heartbeat is the same for too long. */
    boolean isMissing(String node, Instant beat) {
        Seen seen = last.compute(
                node,
                (name, before) ->
                        before != null && before.beat().equals(beat) ? before : new Seen(beat, nanos.getAsLong()));
        return nanos.getAsLong() - seen.at() > LONGEST_SILENCE.toNanos();
    }

    /** True when it is time for the next one. */
    static boolean isDue(Instant last, Instant now) {
        return !now.isBefore(last.plus(INTERVAL)) || now.isBefore(last);
    }
}
