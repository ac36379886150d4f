package io.showrunner.writer;

import java.util.regex.Pattern;

/**
 * Text of a model as one line that a terminal, a log and a page can show: without escape sequences, control characters,
 * marks that turn the direction of writing, and halves of characters. What it says stays what it says.
 */
final class CleanText {
    private static final Pattern TERMINAL = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B[@-_]");
    /** Joiners are kept, which Persian and emoji are written with. */
    private static final Pattern INVISIBLE = Pattern.compile("[[\\p{Cf}\\p{Cs}\\p{Co}\uFFFD]&&[^\u200C\u200D]]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

    private CleanText() {}

    static String of(String text) {
        String visible =
                INVISIBLE.matcher(TERMINAL.matcher(text).replaceAll("")).replaceAll("");
        return BLANKS.matcher(visible).replaceAll(" ").strip();
    }
}
