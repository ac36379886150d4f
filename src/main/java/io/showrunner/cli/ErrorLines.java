package io.showrunner.cli;

import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, one line for each problem, each starting with the program's name. */
final class ErrorLines {
    private final PrintStream err;

    ErrorLines(PrintStream err) {
        this.err = err;
    }

    /** The command line cannot be understood. */
    int usage(ParameterException e) {
        String hint = "";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            hint = "; did you mean " + unmatched.getSuggestions().get(0) + "?";
        }
        CommandLine command = e.getCommandLine();
        print(e.getMessage() + hint + " See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.USAGE.code();
    }

    /** The command was understood and failed. */
    int failure(Exception e, boolean verbose) {
        print(words(e));
        if (verbose) {
            e.printStackTrace(err);
        }
        return ExitStatus.of(e).code();
    }

    void print(String message) {
        message.lines()
                .forEach(line ->
                        err.println("showrunner: " + Terminal.plain(line).strip()));
    }

    /** Some exceptions of the JDK have nothing but a path as their message. */
    static String words(Throwable e) {
        if (e instanceof NoSuchFileException) {
            return "no such file: " + e.getMessage();
        }
        if (e instanceof AccessDeniedException) {
            return "access denied: " + e.getMessage();
        }
        if (e.getMessage() == null || e.getMessage().isBlank()) {
            return e.getClass().getSimpleName() + "; --verbose says more";
        }
        return e.getMessage();
    }
}
