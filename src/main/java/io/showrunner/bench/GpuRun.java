package io.showrunner.bench;

import java.time.Duration;
import java.time.Instant;

/** One execution of a prompt on a server, by the server's own account. */
record GpuRun(String gpu, String promptId, Instant started, Instant ended) {
    Duration time() {
        return Duration.between(started, ended);
    }
}
