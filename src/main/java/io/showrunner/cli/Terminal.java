package io.showrunner.cli;

import java.io.Console;
import java.nio.charset.Charset;

/** Tells whether a person watches, and what the terminal can show. */
final class Terminal {
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

    /** The text on one line and without what would move the cursor: titles come from outside. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
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
