package io.showrunner.forecast;

import java.util.LinkedHashSet;
import java.util.Set;

/** What an estimate of many scenes rests on, in words; of more than three workflows, three are named. */
final class BasisWords {
    private static final int MOST = 3;

    private final Set<String> words = new LinkedHashSet<>();

    void add(Basis basis) {
        words.add(basis.words());
    }

    @Override
    public String toString() {
        String said = words.stream()
                .limit(MOST)
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
        return words.size() > MOST ? said + "; and " + (words.size() - MOST) + " more" : said;
    }
}
