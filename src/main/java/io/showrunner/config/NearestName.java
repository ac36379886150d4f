package io.showrunner.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant, by the fewest letters to change (Levenshtein). */
public final class NearestName {
    private static final int LONGEST = 80;

    private NearestName() {}

    /** The nearest of {@code names}, upper or lower case alike; empty when more than a third of it would have to change. */
    public static Optional<String> likely(String word, Collection<String> names) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String meant = word.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(meant, name.toLowerCase(Locale.ROOT))
                        <= 1 + Math.max(word.length(), name.length()) / 3)
                .min(Comparator.<String>comparingInt(name -> distance(meant, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The nearest of {@code names}, which must not be empty. */
    static String of(String word, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(word, name)))
                .orElseThrow();
    }

    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
