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
    private static final Set<String> BEGINS = Set.of(
            ("the this these those her his their its my our your same of two three four five six seven eight nine ten"
                            + " several many some")
                    .split(" "));
    /** May stand between the article and its noun. */
    private static final Set<String> BETWEEN =
            Set.of("last only same other first next own few late whole very most more once".split(" "));
    /** Whoever is called so is not there to be seen. */
    private static final Set<String> GONE = Set.of("late", "dead", "deceased");
    /** A name after "in" that is no place: a language or a month. */
    private static final Pattern NO_PLACE = Pattern.compile(
            "(?i).*(ish|ese)|german|italian|russian|french|latin|greek|arabic|morse|braille|january|february|march|april|may"
                    + "|june|july|august|september|october|november|december");

    private static final Set<String> WHERE = Set.of(
            "in", "on", "at", "across", "aboard", "inside", "under", "beneath", "through", "above", "beyond", "within",
            "into");
    private static final Pattern MARKUP =
            Pattern.compile("<[^<>]*>|\\$\\{[^{}]*}|\\{\\{[^{}]*}}|\\S*(?:://|[\\\\/@#_=])\\S*");
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}'’-]*|[^\\s\\p{L}]");
    private static final Pattern NOUN_IN_ING = Pattern.compile(
            ".*(awning|building|ceiling|crossing|drawing|engraving|landing|lightning|painting|recording|writing)");
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
        /** A lighthouse keeper may be in the lighthouse. */
        private final Set<String> hints = new LinkedHashSet<>();

        private final Set<String> things = new LinkedHashSet<>();
        private final List<String> run = new ArrayList<>();
        /** The text begins with its subject, which may do without an article when there are many. */
        private boolean open = true;

        private boolean bare = true;
        private boolean one;
        private boolean gone;
        private boolean where;
        private boolean in;
        private boolean sentenceStart = true;

        private void take(String token) {
            String word = token.toLowerCase(Locale.ROOT);
            boolean name = Character.isUpperCase(token.codePointAt(0)) && !sentenceStart;
            sentenceStart = token.matches("[.!?]");
            if (ONE.contains(word) || BEGINS.contains(word)) {
                finish();
                open = true;
                gone = false;
                bare = word.equals("of");
                one = ONE.contains(word);
            } else if (WHERE.contains(word)) {
                finish();
                where = true;
            } else if (name && in && !NO_PLACE.matcher(word).matches()) {
                located.add(token);
            } else if (open && run.isEmpty() && BETWEEN.contains(word)) {
                gone |= GONE.contains(word);
            } else if (open && !name && words.isNoun(word) && word.length() >= SHORTEST && word.length() <= LONGEST) {
                run.add(word);
            } else {
                finish();
            }
            in = word.equals("in");
        }

        private void finish() {
            if (open && !run.isEmpty()) {
                trim();
                if (!run.isEmpty()) {
                    sort();
                }
                where = false;
            }
            run.clear();
            open = false;
        }

        /** What somebody owns goes without the owner, and a verb behind the noun is no part of it. */
        private void trim() {
            for (int last = run.size() - 1; last >= 0; last--) {
                if (run.get(last).matches(".*['’]s?")) {
                    run.subList(0, last + 1).clear();
                    break;
                }
            }
            int actor = actor();
            if (actor >= 0) {
                run.subList(actor + 1, run.size()).clear();
            }
            while (run.size() > 1 && isTail(run.get(run.size() - 1))) {
                run.remove(run.size() - 1);
            }
            while (run.size() > 3 || (run.size() > 1 && String.join(" ", run).length() > LONGEST_PHRASE)) {
                run.remove(0);
            }
        }

        /** Index of the first one who acts, with a verb behind; -1 when there is none. */
        private int actor() {
            for (int i = 0; i < run.size() - 1; i++) {
                String next = run.get(i + 1);
                boolean person = words.isPerson(run.get(i));
                boolean verb =
                        NounWords.isPlural(next) || NounWords.isPlural(run.get(i)) || (person && words.isUnseen(next));
                if ((person || words.isPlace(run.get(i))) && verb && !words.isPerson(next) && !words.isPlace(next)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean isTail(String word) {
            boolean ends = word.endsWith("s") && !word.matches(".*(ss|us|is)");
            boolean verb = word.length() > 5
                    && word.matches(".*([^r]ing|[^e]ed|ly)")
                    && !NOUN_IN_ING.matcher(word).matches();
            return (ends && one) || (verb && !words.isListed(word));
        }

        private void sort() {
            String head = run.get(run.size() - 1);
            String phrase = String.join(" ", run);
            if (bare && !NounWords.isPlural(head)) {
                return;
            }
            if (words.isPlace(head)) {
                place(phrase);
                return;
            }
            run.subList(0, run.size() - 1).stream().filter(words::isPlace).forEach(hints::add);
            if (words.isPerson(head)) {
                if (!gone && run.stream().noneMatch(GONE::contains)) {
                    people.add(phrase);
                }
            } else if (!words.isUnseen(head)) {
                things.add(phrase);
            }
        }

        /** "Of ships" is not where it is. */
        private void place(String phrase) {
            if (where) {
                located.add(phrase);
            } else if (!bare) {
                places.add(phrase);
            }
        }

        /** Without a thing it is about the second place. */
        private PremiseWorld world() {
            Set<String> everywhere = new LinkedHashSet<>(located);
            everywhere.addAll(places);
            if (everywhere.isEmpty()) {
                everywhere.addAll(hints);
            }
            List<String> seen = things.isEmpty() ? everywhere.stream().skip(1).toList() : List.copyOf(things);
            return new PremiseWorld(List.copyOf(people), List.copyOf(everywhere), seen);
        }
    }
}
