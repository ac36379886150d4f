package io.showrunner.cache;

import java.util.concurrent.atomic.LongAdder;

/** How often something was looked for in a cache, and found; since the start. Thread-safe. */
public final class Looks {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Something was looked for. */
    public void looked(boolean found) {
        (found ? hits : misses).increment();
    }

    /** Looks that found it. */
    public long hits() {
        return hits.sum();
    }

    /** Looks that did not. */
    public long misses() {
        return misses.sum();
    }

    /** Hits of all looks, 0 to 1; 0 before the first (P2). */
    public double hitRatio() {
        long found = hits();
        long all = found + misses();
        return all == 0 ? 0 : (double) found / all;
    }
}
