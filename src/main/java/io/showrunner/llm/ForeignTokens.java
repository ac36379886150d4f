package io.showrunner.llm;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no parser's feature takes, in JSON's own tokens: typographic quotes around a text, the literals of Python and
 * JavaScript, and blanks that are no blanks of JSON. Texts in straight quotes stay what they are.
 */
final class ForeignTokens {
    /** Possessive and bounded, so that no text can make it slow. */
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.){0,1000}+\"|'(?:[^'\\\\]|\\\\.){0,1000}+'"
                    + "|\u201c((?:\\\\.|[^\u201c\u201d\"\\\\]|[\u201d\"](?!\\s*[,:}\\]])){0,1000}+)[\u201d\"]"
                    + "|\u2018((?:[^\u2018\u2019]|\u2019(?!\\s*[,:}\\]])){0,1000}+)\u2019"
                    + "|\\b(None|True|False|undefined)\\b"
                    + "|([\\p{Z}\\p{Cf}])");

    private static final Map<String, String> LITERALS =
            Map.of("None", "null", "True", "true", "False", "false", "undefined", "null");

    private ForeignTokens() {}

    /** The words from their first bracket on. */
    static String replaced(String words) {
        int start = 0;
        while (start < words.length() && "{[".indexOf(words.charAt(start)) < 0) {
            start++;
        }
        return TOKEN.matcher(words.substring(start)).replaceAll(ForeignTokens::ownToken);
    }

    private static String ownToken(MatchResult token) {
        if (token.group(3) != null) {
            return LITERALS.get(token.group(3));
        }
        if (token.group(4) != null) {
            return " ";
        }
        String text = token.group(1) == null ? token.group(2) : token.group(1);
        return Matcher.quoteReplacement(
                text == null ? token.group() : '"' + text.replaceAll("(?<!\\\\)\"", "\\\\\"") + '"');
    }
}
