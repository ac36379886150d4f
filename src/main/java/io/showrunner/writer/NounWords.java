package io.showrunner.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which English words name what: the lists in {@code config/stories/}, of words in lower case and the singular. */
record NounWords(Set<String> common, Set<String> people, Set<String> places, Set<String> surfaces, Set<String> unseen) {
    /** Endings of those who do something for a living or for love of it. */
    private static final String AGENT =
            ".+(ologist|grapher|maker|keeper|blower|dresser|player|hunter|walker|worker|mender|sherder|smith|wright"
                    + "|monger|naut|woman|women|man|men)|.{4,}(eer|ician)|.{5,}ist";

    static NounWords read(Path folder) throws IOException {
        return new NounWords(
                words(folder.resolve("common-words.txt")),
                words(folder.resolve("people-words.txt")),
                words(folder.resolve("place-words.txt")),
                words(folder.resolve("surface-words.txt")),
                words(folder.resolve("unseen-words.txt")));
    }

    private static Set<String> words(Path file) throws IOException {
        return Arrays.stream(Files.readString(file).strip().split("\\s+")).collect(Collectors.toSet());
    }

    boolean isCommon(String word) {
        return common.contains(word.toLowerCase(Locale.ROOT));
    }

    boolean isNoun(String word) {
        return Character.isLetter(word.codePointAt(0)) && !isCommon(word);
    }

    boolean isPerson(String word) {
        return has(people, word) || word.replaceFirst("s$", "").matches(AGENT);
    }

    /** True when the word names many. */
    static boolean isPlural(String word) {
        return word.matches(".*[^su'’]s|.*(men|people|children|mice|geese|siblings|twins)");
    }

    boolean isPlace(String word) {
        return has(places, word);
    }

    /** True for a place that one is on, not in. */
    boolean isSurface(String word) {
        return has(surfaces, word);
    }

    boolean isUnseen(String word) {
        return has(unseen, word);
    }

    boolean isListed(String word) {
        return isPerson(word) || isPlace(word) || isUnseen(word);
    }

    private static boolean has(Set<String> list, String word) {
        return list.contains(word)
                || list.contains(word.replaceFirst("s$", ""))
                || list.contains(word.replaceFirst("es$", ""))
                || list.contains(word.replaceFirst("ies$", "y"))
                || list.contains(word.replaceFirst("ves$", "f"));
    }
}
