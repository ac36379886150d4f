package io.showrunner.writer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a picture must not show: the image defects of {@code config/prompts/negative-prompt.md}, what the brief forbids, what
 * the scene adds; each once, and nothing that the picture is asked to show. What the brief forbids stays in any case.
 */
final class NegativePrompt {
    static final int LONGEST = 600;

    private final String defects;

    NegativePrompt(String defects) {
        this.defects = defects;
    }

    /** Comma-separated; texts may be null, and so may the prompt of a scene that is not written. */
    String of(String ofBrief, String ofScene, String prompt) {
        Map<String, String> kept = new LinkedHashMap<>();
        Stream.of(defects, ofBrief, ofScene)
                .flatMap(NegativePrompt::terms)
                .forEach(term -> kept.putIfAbsent(term.toLowerCase(Locale.ROOT), term));
        Map<String, String> forbidden = new LinkedHashMap<>();
        terms(ofBrief).forEach(term -> forbidden.put(term.toLowerCase(Locale.ROOT), term));
        kept.keySet().removeIf(term -> !forbidden.containsKey(term) && wants(prompt, term));
        return Wording.shortened(String.join(", ", kept.values()), LONGEST);
    }

    /** What the brief forbids and the prompt asks for all the same, comma-separated; empty when there is no such thing. */
    static String contradictions(String ofBrief, String prompt) {
        return String.join(
                ", ", terms(ofBrief).filter(term -> wants(prompt, term)).toList());
    }

    /** True when the prompt has the words, unless it says that they are not there. */
    private static boolean wants(String prompt, String term) {
        return prompt != null
                && Pattern.compile("(?iu)(?<!\\b(?:no|not|without|never)(?: an?| any)? )(?<![\\p{L}\\p{N}])"
                                + Pattern.quote(term) + "(?![\\p{L}\\p{N}])")
                        .matcher(prompt)
                        .find();
    }

    private static Stream<String> terms(String text) {
        return text == null
                ? Stream.of()
                : Arrays.stream(text.split("[,;]")).map(String::strip).filter(Wording::isSaid);
    }
}
