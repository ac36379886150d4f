package io.showrunner.routes;

import io.showrunner.brief.Acceptance;
import io.showrunner.brief.Acceptance.Verdict;
import jakarta.jms.ResourceAllocationException;
import java.util.function.LongSupplier;

/** Counts the briefs that wait, wherever they do: in their queue, or for a language model. Thread-safe. */
public final class BriefRoom {
    private final LongSupplier waiting;
    private final int depth;

    /**
     * @param waiting briefs that wait now
     * @param depth briefs that may wait
     */
    BriefRoom(LongSupplier waiting, int depth) {
        this.waiting = waiting;
        this.depth = depth;
    }

    /** @throws ResourceAllocationException as the queue itself does, when a new brief would be one too many */
    public void require(Acceptance acceptance) throws ResourceAllocationException {
        if (acceptance.verdict() == Verdict.ACCEPTED && waiting.getAsLong() >= depth) {
            throw new ResourceAllocationException(
                    "the brief would be one too many: " + depth + " wait (showrunner.brief.queue-depth)");
        }
    }
}
