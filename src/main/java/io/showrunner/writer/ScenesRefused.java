package io.showrunner.writer;

import java.util.List;

/** Scenes cannot be what a person wants them to be. */
public final class ScenesRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ScenesRefused(List<String> problems) {
        super(problems.get(0));
        this.problems = List.copyOf(problems);
    }

    /** A sentence for each thing that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
