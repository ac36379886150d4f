package io.showrunner.forecast;

import java.util.Arrays;

/** Half of the values, and nine of ten, are not above these; in seconds. */
record Quantiles(double p50, double p90) {
    /** Sorts the values. */
    static Quantiles of(double[] values) {
        Arrays.sort(values);
        return new Quantiles(at(values, 0.5), at(values, 0.9));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    /** The same with the upper one further away, by a power of how far it is. */
    Quantiles stretched(double power) {
        return p50 <= 0 ? this : new Quantiles(p50, p50 * Math.pow(p90 / p50, power));
    }
}
