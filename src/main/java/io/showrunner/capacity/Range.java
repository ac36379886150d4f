package io.showrunner.capacity;

import java.util.Locale;

/** From the least to the most that is expected of a quantity; anything between is held for equally likely. */
public record Range(double from, double to) {
    private static final double UNIFORM = Math.sqrt(12);

    /** Refuses a range that ends before it begins. */
    public Range {
        if (from <= 0 || to < from) {
            throw new IllegalArgumentException(from + " to " + to + " is no range: from must be positive, to not less");
        }
    }

    double mean() {
        return (from + to) / 2;
    }

    /** Standard deviation of a uniform distribution over its mean. */
    double variation() {
        return (to - from) / UNIFORM / mean();
    }

    /** {@code 45-60}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f-%.0f", from, to);
    }
}
