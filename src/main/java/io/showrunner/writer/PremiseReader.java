package io.showrunner.writer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds people, places and things in an English text by its small words: a phrase begins after an article or a possessive
 * and ends before the next common word. Another language gives nothing.
 */
final class PremiseReader {
    private static final Set<String> ONE = Set.of("a", "an", "another", "every", "each", "one");
    private static final Set<String> BEGINS =
            Set.of("the", "this", "these", "those", "her", "his", "their", "its", "my", "our", "your", "same", "of");
    private static final Set<String> WHERE = Set.of(
            "in", "on", "at", "across", "aboard", "inside", "under", "beneath", "through", "above", "beyond", "within");
    private static final Pattern MARKUP =
            Pattern.compile("<[^<>]*>|\\$\\{[^{}]*}|\\{\\{[^{}]*}}|\\S*(?:://|[\\\\/@#_=])\\S*");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}'’-]*|[^\\s\\p{L}]");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 20;
    private static final int LONGEST_PHRASE = 30;
    /** Of hundred words of English prose about forty are common. */
    private static final int LEAST_COMMON_PERCENT = 20;

    private final NounWords words;

    PremiseReader(NounWords words) {
        this.words = words;
    }

    PremiseWorld read(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(MARKUP.matcher(text).replaceAll(" . "));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        Reading reading = new Reading();
        if (isEnglish(tokens)) {
            tokens.forEach(reading::take);
            reading.finish();
        }
        return reading.world();
    }

    private boolean isEnglish(List<String> tokens) {
        List<String> letters = tokens.stream()
                .filter(token -> Character.isLetter(token.codePointAt(0)))
                .toList();
        long common = letters.stream().filter(words::isCommon).count();
        return common * 100 >= letters.size() * (long) LEAST_COMMON_PERCENT;
    }

    /** The text so far. */
    private final class Reading {
        private final Set<String> people = new LinkedHashSet<>();
        private final Set<String> located = new LinkedHashSet<>();
        private final Set<String> places = new LinkedHashSet<>();
        private final Set<String> things = new LinkedHashSet<>();
        private final List<String> run = new ArrayList<>();
        /** The text begins with its subject, which may do without an article when there are many. */
        private boolean open = true;

        private boolean bare = true;
        private boolean one;
        private boolean where;
        private boolean sentenceStart = true;

        private void take(String token) {
            String word = token.toLowerCase(Locale.ROOT);
            boolean name = Character.isUpperCase(token.codePointAt(0)) && !sentenceStart;
            sentenceStart = token.matches("[.!?]");
            if (ONE.contains(word) || BEGINS.contains(word)) {
                finish();
                open = true;
                bare = word.equals("of");
                one = ONE.contains(word);
            } else if (WHERE.contains(word)) {
                finish();
                where = true;
            } else if (!name && words.isNoun(word) && word.length() >= SHORTEST && word.length() <= LONGEST) {
                if (open) {
                    run.add(word);
                }
            } else if (!run.isEmpty() || !words.isCommon(word)) {
                finish();
            }
        }

        private void finish() {
            if (open && !run.isEmpty()) {
                trim();
                sort();
                where = false;
            }
            run.clear();
            open = false;
        }

        /** A verb after the noun is no part of it: nothing that is one ends in s. */
        private void trim() {
            while (run.size() > 1 && isTail(run.get(run.size() - 1))) {
                run.remove(run.size() - 1);
            }
            while (run.size() > 3 || (run.size() > 1 && String.join(" ", run).length() > LONGEST_PHRASE)) {
                run.remove(0);
            }
        }

        private boolean isTail(String word) {
            boolean ends = word.endsWith("s") && !word.matches(".*(ss|us|is|'s|’s)");
            boolean verb = word.length() > 5 && word.matches(".*(ing|[^e]ed|ly)");
            return (ends && one) || (verb && !words.isListed(word));
        }

        private void sort() {
            String head = run.get(run.size() - 1);
            String phrase = String.join(" ", run);
            if ((bare && !head.matches(".*[^s]s")) || head.matches(".*['’]s?")) {
                return;
            }
            run.subList(0, run.size() - 1).stream().filter(words::isPlace).forEach(places::add);
            if (words.isPerson(head)) {
                people.add(phrase);
            } else if (words.isPlace(head)) {
                (where ? located : places).add(phrase);
            } else if (!words.isUnseen(head)) {
                things.add(phrase);
            }
        }

        private PremiseWorld world() {
            List<String> everywhere = new ArrayList<>(located);
            everywhere.addAll(places);
            List<String> seen = new ArrayList<>(things);
            List<String> who = new ArrayList<>(people);
            if (who.isEmpty() && !seen.isEmpty()) {
                who.add(seen.remove(0));
            }
            return new PremiseWorld(who, everywhere, seen);
        }
    }
}
