package io.showrunner.simulator.llm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Who a premise is about, and which of its words a story can be built from. */
record Premise(String subject, List<String> things) {
    private static final int MOST_FOREIGN_LETTERS = 1;

    /** A subject ends before one of these. */
    private static final Set<String> ENDS = words("""
            who that which whose when while where after before until in at on of with from into for and must is are has have
            had discovers realises realizes finds learns records hears becomes become returns tries comes keeps meets loses
            wants strike strikes inherit inherits sees steals builds opens receives follows waits wakes cannot can gets takes
            makes fights falls
            """);

    private static final Set<String> SMALL = words("""
            a an the and or but of to in on at by for with from into her his their its she he they it is are was were be been
            has have had must who that which whose when while where until before after every each one two three some slowly
            late same kept very not cannot there than then them this these those over under between about because only ever
            never someone something why what how come comes realises discovers learns finds hears
            """);
    private static final int LONGEST_SUBJECT = 4;
    private static final int SHORTEST_THING = 4;

    static Premise of(String text, String fallback) {
        String source = text.isBlank() ? fallback : text;
        if (isForeign(text)) {
            return new Premise(
                    "the traveller", List.of("light", "window", "stairs", "river", "clock", "letter", "door"));
        }
        List<String> words = Arrays.stream(source.split("\\s+"))
                .map(word -> word.replaceAll("[^\\p{L}\\p{N}'-]", ""))
                .filter(word -> !word.isEmpty())
                .limit(60)
                .toList();
        List<String> things = words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= SHORTEST_THING && !SMALL.contains(word))
                .filter(word -> !word.endsWith("ing") && !word.endsWith("ly") && !word.endsWith("ed"))
                .distinct()
                .limit(12)
                .collect(Collectors.toList());
        return new Premise(subject(words), things.isEmpty() ? List.of("light", "silence", "door") : things);
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
        if (Set.of("a", "an").contains(taken.get(0).toLowerCase(Locale.ROOT))) {
            taken.set(0, "the");
        }
        String subject = String.join(" ", taken);
        return subject.startsWith("The ") ? "the" + subject.substring(3) : subject;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.trim().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
