package io.showrunner.writer;

import io.showrunner.brief.Brief;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That people look the same in every picture: a prompt that names one of them has their look in it, word for word. The image
 * model knows nobody by name.
 */
final class Continuity {
    private static final int LONGEST_LOOK = 240;
    private static final int SHORTEST_NAME = 3;
    /** Words of a name that also stand before others. */
    private static final Set<String> NO_NAMES = Set.of(
            "the a an old young little big captain doctor dr mr mrs ms miss lady lord sir king queen prince princess uncle aunt"
                    .split(" "));

    private final List<Look> looks;

    private Continuity(List<Look> looks) {
        this.looks = looks;
    }

    /** Those of the cast of whom a name and a look are known that an image model can read. */
    static Continuity of(List<Brief.Character> cast) {
        List<Look> looks = new ArrayList<>();
        for (Brief.Character character : cast) {
            if (Wording.isSaid(character.name()) && isReadable(character.visual())) {
                String words =
                        Wording.shortened(character.visual(), LONGEST_LOOK).replaceAll("[\\s.,;:]+$", "");
                looks.add(new Look(named(character.name().strip(), cast), words));
            }
        }
        return new Continuity(List.copyOf(looks));
    }

    /** True when the look can go into a prompt as it is. */
    static boolean isReadable(String look) {
        return Wording.isSaid(look) && EnglishText.complaint(look).isEmpty();
    }

    /** The prompt with the look of everybody whom it names. */
    String withLooks(String prompt) {
        String words = prompt;
        for (Look look : looks) {
            words = look.into(words);
        }
        return words;
    }

    /** The whole name in any case, or else its first word that is a name, if nobody else in the film has it. */
    private static Pattern named(String name, List<Brief.Character> cast) {
        String whole = Pattern.quote(name);
        boolean isOneWord = !name.contains(" ");
        String alternatives = isOneWord ? whole : "(?i:" + whole + ")";
        if (!isOneWord) {
            alternatives += Arrays.stream(name.split("\\s+"))
                    .filter(word -> word.length() >= SHORTEST_NAME && !NO_NAMES.contains(word.toLowerCase(Locale.ROOT)))
                    .filter(word -> Character.isUpperCase(word.charAt(0)))
                    .findFirst()
                    .filter(word -> cast.stream()
                                    .filter(other -> Wording.isSaid(other.name())
                                            && other.name().contains(word))
                                    .count()
                            == 1)
                    .map(word -> "|" + Pattern.quote(word))
                    .orElse("");
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])");
    }

    private record Look(Pattern named, String words) {
        String into(String prompt) {
            Matcher name = named.matcher(prompt);
            if (plain(prompt).contains(plain(words)) || !name.find()) {
                return prompt;
            }
            String rest = prompt.substring(name.end());
            boolean isPossessive = rest.matches("(?s)['\u2019]s?\\b.*");
            int end = isPossessive ? phraseEnd(prompt, name.end()) : name.end();
            String lead = isPossessive ? ", " + name.group() + " " : ", ";
            String after = prompt.substring(end);
            return prompt.substring(0, end)
                    + lead
                    + words
                    + (after.matches("(?s)\\s*[\\p{L}\\p{N}].*") ? "," : "")
                    + after;
        }

        private static int phraseEnd(String prompt, int from) {
            Matcher end = Pattern.compile("[,;.]|$").matcher(prompt);
            return end.find(from) ? end.start() : prompt.length();
        }

        private static String plain(String text) {
            return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        }
    }
}
