package io.showrunner.telemetry;

import io.showrunner.comfyui.HistoryEntry;
import java.time.Instant;
import java.util.Optional;

/** When a server executed a prompt, by its own wall clock. */
record ServerTimes(Instant start, Instant finished) {

    /** What the history says; empty when it does not, or when the clock was set back meanwhile. */
    static Optional<ServerTimes> of(HistoryEntry entry) {
        return entry.start() == null
                        || entry.finished() == null
                        || entry.finished().isBefore(entry.start())
                ? Optional.empty()
                : Optional.of(new ServerTimes(entry.start(), entry.finished()));
    }

    /** In nanoseconds. */
    long duration() {
        return ServerClock.nanos(finished) - ServerClock.nanos(start);
    }
}
