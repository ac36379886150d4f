package io.showrunner.assemble;

import io.showrunner.story.NearestRank;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Numbers as the documents of a story show them. Null stays null. */
final class Figures {
    private static final double MB = 1 << 20;

    private Figures() {}

    /** A setting in seconds: a whole number when it is one. */
    static Number seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? (Number) duration.toSeconds()
                : (Number) (duration.toMillis() / 1000.0);
    }

    /** A measured time in seconds with one decimal. */
    static Double between(Instant start, Instant end) {
        return start == null || end == null
                ? null
                : tenths(Duration.between(start, end).toMillis() / 1000.0);
    }

    /** Bytes in MB (MiB) with one decimal. */
    static Double megabytes(Long bytes) {
        return bytes == null ? null : tenths(bytes / MB);
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /** The nearest-rank percentile; null of nothing. */
    static Double percentile(List<Double> values, int percent) {
        return values.isEmpty()
                ? null
                : values.stream().sorted().toList().get(NearestRank.index(values.size(), percent));
    }

    /** The mean in seconds with two decimals; null of nothing. */
    static Double mean(List<Duration> times) {
        return times.isEmpty()
                ? null
                : hundredths(times.stream().mapToLong(Duration::toMillis).sum() / 1000.0 / times.size());
    }
}
