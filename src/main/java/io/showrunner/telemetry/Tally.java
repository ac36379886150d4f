package io.showrunner.telemetry;

import java.util.EnumMap;
import java.util.Map;

/** Nanoseconds, busy ones and idle ones by cause. */
final class Tally {
    private final Map<IdleCause, Long> idle = new EnumMap<>(IdleCause.class);
    private long busy;

    Tally copy() {
        Tally copy = new Tally();
        copy.raiseTo(this);
        return copy;
    }

    void add(IdleCause cause, long idleTime, long busyTime) {
        idle.merge(cause, idleTime, Long::sum);
        busy += busyTime;
    }

    /** Each figure at least as high as the other's. */
    void raiseTo(Tally other) {
        busy = Math.max(busy, other.busy);
        other.idle.forEach((cause, time) -> idle.merge(cause, time, Math::max));
    }

    long busy() {
        return busy;
    }

    long idle(IdleCause cause) {
        return idle.getOrDefault(cause, 0L);
    }
}
