package io.showrunner.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;

/** The share of the last ones to which something applied; unknown while there are too few. Thread-safe. */
final class RecentShare {
    private final int most;
    private final int least;
    private final Deque<Boolean> recent = new ArrayDeque<>();

    /**
     * @param most how many of the last ones count
     * @param least how many there must be
     */
    RecentShare(int most, int least) {
        this.most = most;
        this.least = least;
    }

    synchronized void add(boolean applies) {
        recent.addLast(applies);
        if (recent.size() > most) {
            recent.removeFirst();
        }
    }

    /** 0 to 1; NaN while there are too few. */
    synchronized double share() {
        return recent.size() < least
                ? Double.NaN
                : (double) recent.stream().filter(applies -> applies).count() / recent.size();
    }
}
