package io.showrunner.simulator.llm;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who a premise is about, and which things of it a story can be built from.
 *
 * @param things an odd number, so that every second one in turn is each of them
 */
record Premise(String subject, List<String> things) {
    private static final int MOST_FOREIGN_LETTERS = 1;

    /** A subject ends before one of these. */
    private static final Set<String> ENDS = words("""
            and or but who that which whose when while where after before until in at on of with from into for and must is are has have
            had discovers realises realizes finds learns records hears becomes become returns tries comes keeps meets loses
            wants strike strikes inherit inherits sees steals builds opens receives follows waits wakes cannot can gets takes
            makes fights falls
            """);

    private static final Set<String> SMALL = words("""
            a an the and or but of to in on at by for with from into her his their its she he they it is are was were be been
            has have had must who that which whose when while where until before after every each one two three some slowly
            late same kept very not cannot there than then them this these those over under between about because only ever
            never someone something why what how come comes realises discovers learns finds hears already also just again
            through across without once still together
            """);
    private static final Set<String> ONE = words("a an another every each one");
    private static final Set<String> BEFORE_THINGS =
            words("the a an another every each one his her their its my our your");
    private static final List<String> OF_ANYWHERE = List.of("light", "door", "letter", "window", "clock", "stairs");
    private static final int FEWEST_THINGS = 5;
    private static final int LONGEST_THING = 3;
    private static final int LONGEST_SUBJECT = 4;
    private static final int SHORTEST_THING = 3;

    static Premise of(String text, String fallback) {
        String source = text.isBlank() ? fallback : text;
        if (isForeign(text)) {
            return new Premise(
                    "the traveller", List.of("light", "window", "stairs", "river", "clock", "letter", "door"));
        }
        List<String> words = Arrays.stream(source.split("\\s+|(?<=\\w)(?=[.,;:!?])"))
                .map(word -> word.replaceAll("[^\\p{L}\\p{N}'-]", ""))
                .limit(60)
                .toList();
        String subject = subject(words.stream().filter(word -> !word.isEmpty()).toList());
        return new Premise(subject, things(words, subject));
    }

    /** The last word of each phrase behind an article; a verb may follow it, and an empty word is a mark. */
    private static List<String> things(List<String> words, String subject) {
        Set<String> things = new LinkedHashSet<>();
        for (int i = 0; i < words.size(); i++) {
            String before = words.get(i).toLowerCase(Locale.ROOT);
            if (BEFORE_THINGS.contains(before)) {
                List<String> phrase = words.stream()
                        .skip(i + 1L)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .takeWhile(word -> !word.isEmpty() && !SMALL.contains(word) && !ENDS.contains(word))
                        .limit(LONGEST_THING)
                        .toList();
                int last = phrase.size() - 1;
                boolean isVerb =
                        last > 0 && (ONE.contains(before) ? endsInS(phrase.get(last)) : endsInS(phrase.get(last - 1)));
                String thing = last < 0 ? "" : phrase.get(isVerb ? last - 1 : last);
                if (thing.length() >= SHORTEST_THING && !thing.endsWith("'s") && !subject.contains(thing)) {
                    things.add(thing);
                }
            }
        }
        OF_ANYWHERE.stream()
                .takeWhile(thing -> things.size() < FEWEST_THINGS || things.size() % 2 == 0)
                .forEach(things::add);
        return List.copyOf(things);
    }

    private static boolean endsInS(String word) {
        return word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
    }

    /** True when the text is not in English, as far as its letters tell. */
    static boolean isForeign(String text) {
        return text.codePoints()
                        .filter(letter -> letter > 127 && Character.isLetter(letter))
                        .count()
                > MOST_FOREIGN_LETTERS;
    }

    private static String subject(List<String> words) {
        List<String> taken = words.stream()
                .takeWhile(word -> !ENDS.contains(word.toLowerCase(Locale.ROOT)))
                .limit(LONGEST_SUBJECT)
                .collect(Collectors.toList());
        if (taken.isEmpty()) {
            return "the traveller";
        }
        String first = taken.get(0).toLowerCase(Locale.ROOT);
        if (ONE.contains(first) && taken.size() > 2 && endsInS(taken.get(taken.size() - 1))) {
            taken.remove(taken.size() - 1);
        }
        if (SMALL.contains(first)) {
            taken.set(0, Set.of("a", "an").contains(first) ? "the" : first);
        }
        if (!ONE.contains(first)) {
            int many = IntStream.range(0, taken.size())
                    .filter(word -> endsInS(taken.get(word)))
                    .findFirst()
                    .orElse(taken.size() - 1);
            taken.subList(many + 1, taken.size()).clear();
        }
        return String.join(" ", taken);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
