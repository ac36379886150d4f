package io.showrunner.cli;

import picocli.CommandLine.Option;

/** How long a list is wanted at most: a mixin of the commands that list. */
final class LimitOption {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many at most, 1 to 500 (default: ${DEFAULT-VALUE}).")
    private int limit;

    String query() {
        return "?limit=" + limit;
    }
}
