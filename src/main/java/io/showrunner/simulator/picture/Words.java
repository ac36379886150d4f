package io.showrunner.simulator.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of a scene, lower case, without plural endings, so that "Lamps" answers to "lamp". */
final class Words {
    private final Set<String> words;

    Words(String... texts) {
        words = Arrays.stream(texts)
                .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .filter(word -> !word.isEmpty())
                .flatMap(word -> Arrays.stream(new String[] {word, singular(word)}))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean any(String... wanted) {
        return count(List.of(wanted)) > 0;
    }

    int count(List<String> wanted) {
        return (int) wanted.stream().filter(words::contains).count();
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }
}
