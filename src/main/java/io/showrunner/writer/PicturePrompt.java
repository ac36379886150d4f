package io.showrunner.writer;

import io.showrunner.story.ClipTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One picture in words: phrases in the order of their weight, as many as fill one chunk of CLIP.
 */
final class PicturePrompt {
    static final int FEWEST_WORDS = 25;
    static final int MOST_WORDS = 60;
    private static final Pattern BETWEEN_PHRASES =
            Pattern.compile("[,;] +|(?<!\\b(?:Dr|Mr|Mrs|Ms|St|Prof|Capt|Lt|Jr|No|[A-Z]))[.!?] +");
    /** A further sentence goes on as a phrase. */
    private static final Pattern CONTINUED =
            Pattern.compile("[.!?] +(The|A|An|In|On|At|Only|Every|Behind|Then|And)\\b");

    private PicturePrompt() {}

    /** @param further phrases of which the first ones are taken when the picture is too short without them */
    static String of(List<String> phrases, List<String> further) {
        List<String> taken = new ArrayList<>();
        phrases.forEach(phrase -> add(taken, phrase));
        for (String phrase : further) {
            if (words(String.join(", ", taken)) < FEWEST_WORDS) {
                add(taken, phrase);
            }
        }
        return String.join(", ", taken);
    }

    private static void add(List<String> taken, String phrases) {
        String clean = phrases.strip().replaceAll("(,\\s*)+", ", ").replaceAll("[\\s.,;:!?]+$", "");
        String oneSentence = CONTINUED
                .matcher(clean)
                .replaceAll(match -> ", " + match.group(1).toLowerCase(Locale.ROOT));
        for (String phrase : BETWEEN_PHRASES.split(oneSentence)) {
            String longer = String.join(", ", taken) + ", " + phrase;
            if (!phrase.isBlank()
                    && !taken.contains(phrase)
                    && words(longer) <= MOST_WORDS
                    && ClipTokens.fits(longer)) {
                taken.add(phrase.strip());
            }
        }
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
