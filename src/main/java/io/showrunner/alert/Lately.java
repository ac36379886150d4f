package io.showrunner.alert;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Whether a number has changed in the last while. What it is at the first look is no change. For one thread. */
final class Lately {
    private final DoubleSupplier number;
    private final long window;
    private final LongSupplier nanos;
    private double last = Double.NaN;
    private Long changedAt;

    Lately(DoubleSupplier number, Duration window, LongSupplier nanos) {
        this.number = number;
        this.window = window.toNanos();
        this.nanos = nanos;
    }

    /** To be asked at every look. */
    boolean changed() {
        double now = number.getAsDouble();
        if (!Double.isNaN(last) && now != last) {
            changedAt = nanos.getAsLong();
        }
        last = now;
        return changedAt != null && nanos.getAsLong() - changedAt < window;
    }
}
