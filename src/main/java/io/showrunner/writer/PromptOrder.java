package io.showrunner.writer;

import io.showrunner.story.ClipTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The order of a long prompt's phrases: what comes first fills CLIP's first chunk and weighs most, so words of style go
 * behind what is seen. A prompt that fits into the chunk stays as it is.
 */
final class PromptOrder {
    private static final Pattern BETWEEN_PHRASES = Pattern.compile("[,;.](?:\\s+|$)");
    private static final Pattern STYLE = Pattern.compile(
            "(?i)\\b(?:\\d+ ?mm|f/\\d|[48]k|hdr|film stock|grain(?:y|s)?|bokeh|depth of field|(?:shallow|soft|deep) focus"
                    + "|(?:wide|macro|long|portrait|telephoto|anamorphic)[ -](?:angle )?lens|anamorphic|cinematic|composition"
                    + "|atmosphere|style|photo-?real\\w*|realism|naturalism|(?:highly |fine )?detail(?:ed|s)?|contrast"
                    + "|masterpiece|colou?r grading|aspect ratio|saturat\\w+)\\b");

    private PromptOrder() {}

    /** The same phrases, each once, the first in its place and the others in theirs, style last. */
    static String of(String prompt) {
        if (ClipTokens.fits(prompt)) {
            return prompt;
        }
        List<String> seen = new ArrayList<>();
        List<String> style = new ArrayList<>();
        Arrays.stream(BETWEEN_PHRASES.split(prompt))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty())
                .distinct()
                .forEach(phrase -> (!seen.isEmpty() && STYLE.matcher(phrase).find() ? style : seen).add(phrase));
        seen.addAll(style);
        return String.join(", ", seen);
    }
}
