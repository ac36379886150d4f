package io.showrunner.config;

import java.util.List;

/** The settings cannot be used. The message has one line for each problem; no stack trace helps the reader. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** All that is wrong, found in one look. */
    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each: key, value, where it was set, what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
