package io.showrunner.writer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether an image model can read a text: its text encoder knows English. Judges by the script and by the small words of the
 * large languages that share ours; a few words without small ones pass in any of them, as do names.
 */
final class EnglishText {
    private static final double MOST_FOREIGN_LETTERS = 0.25;
    private static final int MOST_FOREIGN_WORDS = 2;
    private static final Set<String> OURS =
            words("the of a an and with at by from on into over under her his its their is are");
    private static final Set<String> OTHERS = words("""
            der das und ein eine einer einem einen eines mit auf im von zu dem des ist nicht bei nach aus durch zwischen
            vor wie sich
            le la les une du et dans avec sur sous est qui aux entre
            el los las una del con en por que un su sobre y
            il gli di che nel nella della sul alla
            um uma os em com da das dos na
            een het
            """);

    private EnglishText() {}

    /** What the model has to be told of the text; empty when it can be read. */
    static Optional<String> complaint(String text) {
        if (isInAnotherScript(text)) {
            return Optional.of("is not in Latin letters");
        }
        int ours = 0;
        int others = 0;
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            ours += OURS.contains(word) ? 1 : 0;
            others += OTHERS.contains(word) || word.matches(".*[äöüß].*") ? 1 : 0;
        }
        return others > MOST_FOREIGN_WORDS && others > ours ? Optional.of("is in another language") : Optional.empty();
    }

    private static boolean isInAnotherScript(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long foreign = text.codePoints()
                .filter(letter -> Character.isLetter(letter)
                        && Character.UnicodeScript.of(letter) != Character.UnicodeScript.LATIN)
                .count();
        return foreign > letters * MOST_FOREIGN_LETTERS;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
