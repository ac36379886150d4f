package io.showrunner.writer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often a whole story was reviewed since the start, by what came of it. Thread-safe. */
public final class ReviewCounts {
    /** The status of a review. */
    public static final List<String> RESULTS = List.of("changed", "unchanged", "failed");

    private final Map<String, LongAdder> counts =
            Map.of(RESULTS.get(0), new LongAdder(), RESULTS.get(1), new LongAdder(), RESULTS.get(2), new LongAdder());

    void add(String result) {
        counts.get(result).increment();
    }

    /** Never decreases. */
    public long count(String result) {
        return counts.get(result).sum();
    }
}
