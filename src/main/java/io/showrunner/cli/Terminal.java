package io.showrunner.cli;

import io.showrunner.story.Json;
import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Tells whether a person watches, and what the terminal can show. */
final class Terminal {
    private static final String CONTROLS = "\\p{Cc}";
    private static final String LINE_ENDS_AND_DIRECTIONS = "\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";
    private static final Pattern UNPRINTABLE = Pattern.compile("[" + CONTROLS + LINE_ENDS_AND_DIRECTIONS + "]");
    private static final Pattern UNPRINTABLE_IN_JSON =
            Pattern.compile("[" + CONTROLS + LINE_ENDS_AND_DIRECTIONS + "&&[^\n\r]]");

    private Terminal() {}

    /** True on a terminal that can move its cursor. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isInteractive() {
        Console console = System.console();
        return console != null && !"dumb".equals(System.getenv("TERM")) && isTerminal(console);
    }

    /** True when standard output can show characters beyond ASCII. */
    static boolean isUnicode() {
        String charset = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.forName(charset).newEncoder().canEncode('\u2588');
    }

    /** The text on one line, without what would move the cursor or turn the line round: titles come from outside. */
    static String plain(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    /** JSON for people and scripts; what a terminal would obey stands in it as an escape, which is the same JSON. */
    static String json(Object value) {
        return escaped(new String(Json.pretty(value), StandardCharsets.UTF_8));
    }

    /** The same in one line. */
    static String jsonLine(Object value) {
        return escaped(Json.write(value));
    }

    private static String escaped(String json) {
        return UNPRINTABLE_IN_JSON
                .matcher(json)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** JDK 22 to 24 give a console even for a pipe, and the method that tells; before there is neither. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal cannot be asked", e);
        }
    }
}
