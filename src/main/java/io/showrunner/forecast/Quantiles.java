package io.showrunner.forecast;

import io.showrunner.story.NearestRank;
import java.util.Arrays;

/** Half of the values, and nine of ten, are not above these; in seconds. */
record Quantiles(double p50, double p90) {
    /** Sorts the values. */
    static Quantiles of(double[] values) {
        Arrays.sort(values);
        return new Quantiles(at(values, 50), at(values, 90));
    }

    private static double at(double[] sorted, int percent) {
        return sorted[NearestRank.index(sorted.length, percent)];
    }

    /** The same with the upper one further away, by a power of how far it is. */
    Quantiles stretched(double power) {
        return p50 <= 0 ? this : new Quantiles(p50, p50 * Math.pow(p90 / p50, power));
    }
}
