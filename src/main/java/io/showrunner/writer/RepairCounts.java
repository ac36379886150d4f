package io.showrunner.writer;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each rung of the ladder was needed since the start, in all stories. Thread-safe. */
public final class RepairCounts {
    private final Map<RepairRung, LongAdder> counts = new EnumMap<>(RepairRung.class);

    RepairCounts() {
        for (RepairRung rung : RepairRung.values()) {
            counts.put(rung, new LongAdder());
        }
    }

    void add(RepairRung rung) {
        counts.get(rung).increment();
    }

    /** Never decreases. */
    public long count(RepairRung rung) {
        return counts.get(rung).sum();
    }
}
