package io.showrunner.bench;

import io.showrunner.story.NearestRank;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Half of the values are not above {@code p50}, 99 of 100 not above {@code p99}; in milliseconds, null without values. */
public record Percentiles(Double p50, Double p99) {
    private static final double NANOS_PER_MILLI = 1e6;

    static Percentiles of(List<Duration> values) {
        List<Duration> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? new Percentiles(null, null) : new Percentiles(at(sorted, 50), at(sorted, 99));
    }

    /** For people. */
    String words() {
        return "p50 %s, p99 %s".formatted(milliseconds(p50), milliseconds(p99));
    }

    private static String milliseconds(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f ms", value);
    }

    private static double at(List<Duration> sorted, int percent) {
        return sorted.get(NearestRank.index(sorted.size(), percent)).toNanos() / NANOS_PER_MILLI;
    }
}
