package io.showrunner.forecast;

import java.time.Duration;
import java.time.Instant;

/** One scene on one server, by the server's clock. */
record Execution(String workflow, String instanceId, Instant start, Instant end) {
    Duration time() {
        return Duration.between(start, end);
    }
}
