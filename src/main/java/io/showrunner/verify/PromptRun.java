package io.showrunner.verify;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.comfyui.HistoryEntry.End;
import io.showrunner.comfyui.QueueView;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Follows one prompt on one server to its end. The server's queue is asked first, then its history. */
final class PromptRun {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MOST_MISSES = 3;

    private final ComfyUiServer server;
    private final String promptId;
    private final Duration longest;
    private final Rest rest;
    private final LongSupplier nanos;

    PromptRun(ComfyUiServer server, String promptId, Duration longest, Rest rest, LongSupplier nanos) {
        this.server = server;
        this.promptId = promptId;
        this.longest = longest;
        this.rest = rest;
        this.nanos = nanos;
    }

    /** @throws RerenderFailed when it fails, is lost, or takes too long; it is taken from the queue then */
    HistoryEntry end() throws IOException, InterruptedException {
        long start = nanos.getAsLong();
        int misses = 0;
        while (nanos.getAsLong() - start < longest.toNanos()) {
            boolean queued = QueueView.read(server.get("/queue")).contains(promptId);
            Optional<HistoryEntry> entry = HistoryEntry.read(promptId, server.get("/history/" + promptId));
            if (entry.isPresent()) {
                return successful(entry.get());
            }
            misses = queued ? 0 : misses + 1;
            if (misses == MOST_MISSES) {
                throw new RerenderFailed(
                        server.id() + " has lost the prompt: it is neither in its queue nor its history");
            }
            rest.of(BETWEEN_LOOKS);
        }
        server.post("/queue", "{\"delete\": [\"" + promptId + "\"]}");
        throw new RerenderFailed(server.id() + " was not done with the prompt after " + longest.toSeconds()
                + " s; it was taken from the queue, or runs to its end there");
    }

    private HistoryEntry successful(HistoryEntry entry) throws RerenderFailed {
        if (entry.end() != End.SUCCESS) {
            throw new RerenderFailed(server.id() + " did not finish the prompt: "
                    + entry.failure().words());
        }
        return entry;
    }
}
