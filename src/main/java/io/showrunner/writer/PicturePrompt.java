package io.showrunner.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One picture in words: phrases in the order of their weight, as many as an image model reads. CLIP takes 77 tokens with
 * two of its own; a token is counted too high here rather than too low.
 */
final class PicturePrompt {
    static final int FEWEST_WORDS = 25;
    static final int MOST_WORDS = 60;
    static final int MOST_TOKENS = 75;
    private static final Pattern PIECE = Pattern.compile("[\\p{IsLatin}\\p{M}]+|[^\\s\\p{IsLatin}\\p{M}]");
    /** A further sentence goes on as a phrase. */
    private static final Pattern CONTINUED =
            Pattern.compile("[.!?] +(The|A|An|In|On|At|Only|Every|Behind|Then|And)\\b");

    private static final int LONGEST_TOKEN = 9;

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
        for (String phrase : CONTINUED
                .matcher(clean)
                .replaceAll(match -> ", " + match.group(1).toLowerCase(Locale.ROOT))
                .split("[,;] +|[.!?] +")) {
            String longer = String.join(", ", taken) + ", " + phrase;
            if (!phrase.isBlank()
                    && !taken.contains(phrase)
                    && words(longer) <= MOST_WORDS
                    && tokens(longer) <= MOST_TOKENS) {
                taken.add(phrase.strip());
            }
        }
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    static int tokens(String text) {
        int tokens = 0;
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            tokens += 1 + (pieces.group().length() - 1) / LONGEST_TOKEN;
        }
        return tokens;
    }
}
