package io.showrunner.writer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The pictures in a premise: runs of words between common ones, such as "hidden ledger" or "ship signals". They tie a
 * template story to its brief.
 */
final class Premise {
    private static final int MOST_WORDS = 3;
    private static final int LONGEST = 40;

    private final Set<String> common;

    /** @param common lower-case words that paint nothing */
    Premise(Collection<String> common) {
        this.common = Set.copyOf(common);
    }

    /** Phrases of several words, or single words where there are no others; may be empty. */
    List<String> phrases(String premise) {
        List<String> phrases = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String token : premise.strip().split("(?<=[^\\p{L}\\p{M}\\p{Nd}' -])|\\s+")) {
            String word = token.replaceAll("^[^\\p{L}\\p{Nd}]+|[^\\p{L}\\p{Nd}]+$", "");
            if (isPicture(word)) {
                run.add(word.toLowerCase(Locale.ROOT));
            }
            if (!isPicture(word) || !token.equals(word) || run.size() == MOST_WORDS) {
                finish(run, phrases);
            }
        }
        finish(run, phrases);
        List<String> detailed =
                phrases.stream().filter(phrase -> phrase.contains(" ")).toList();
        return detailed.isEmpty() ? phrases : detailed;
    }

    private boolean isPicture(String word) {
        return word.codePointCount(0, word.length()) > 2 && !common.contains(word.toLowerCase(Locale.ROOT));
    }

    private static void finish(List<String> run, List<String> phrases) {
        String phrase = Wording.shortened(String.join(" ", run), LONGEST);
        if (!run.isEmpty() && !phrases.contains(phrase)) {
            phrases.add(phrase);
        }
        run.clear();
    }
}
