package io.showrunner.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long stories are followed at most. */
final class PatienceOption {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Follow no longer than this, such as 30m; without it, until the end.")
    private Duration timeout;

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }
}
