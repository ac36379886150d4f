package io.showrunner.capacity;

import io.showrunner.story.NearestRank;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How long scenes execute, and what that rests on.
 *
 * @param scenes measured ones; 0 when it is an expectation
 * @param seconds on average
 * @param variation standard deviation over the average
 * @param longest seconds of the longest one
 * @param words for people, such as {@code 45-60 s}
 */
public record SceneTimes(Basis basis, int scenes, double seconds, double variation, double longest, String words) {
    private static final int P95 = 95;

    /** From the one that is asked first to the one that is asked last. */
    public enum Basis {
        /** Scenes of this installation. */
        MEASURED,
        /** Scenes of a card like those of the profile. */
        REFERENCE,
        /** What the profile hopes for. */
        EXPECTED
    }

    static SceneTimes of(Basis basis, Range seconds) {
        return new SceneTimes(basis, 0, seconds.mean(), seconds.variation(), seconds.to(), seconds + " s");
    }

    /** Of the scenes that were measured; empty when there were none. */
    static Optional<SceneTimes> measured(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        double mean = seconds.stream().mapToDouble(each -> each).average().orElseThrow();
        double variance = seconds.stream()
                .mapToDouble(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();
        double longest = seconds.stream().mapToDouble(each -> each).max().orElseThrow();
        String words = String.format(Locale.ROOT, "%.1f s of %d scenes", mean, seconds.size());
        return Optional.of(
                new SceneTimes(Basis.MEASURED, seconds.size(), mean, Math.sqrt(variance) / mean, longest, words));
    }

    /** 95 of 100 take no longer. */
    static double p95(List<Double> seconds) {
        List<Double> sorted = seconds.stream().sorted().toList();
        return sorted.get(NearestRank.index(sorted.size(), P95));
    }
}
