package io.showrunner.cluster;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many requests all nodes together have at one language model at a time: as many as one node that is alone (L9). A turn
 * that its process does not give back ends with it. Thread-safe.
 */
public final class LlmTurns {
    private final Optional<SharedLocks> locks;
    private final int atOnce;

    /** @param locks that the nodes obey; empty when this one is alone, and its Throttler counts for all */
    public LlmTurns(Optional<SharedLocks> locks, int atOnce) {
        this.locks = locks;
        this.atOnce = atOnce;
    }

    /**
     * Takes a turn, without waiting for it, until it is closed.
     *
     * @throws LlmTurnTaken when others have them all
     */
    public SharedLocks.Held take(String providerId) {
        return locks.map(shared -> take(shared, providerId)).orElse(() -> {});
    }

    /** Lets others have the turn. */
    public void giveBack(SharedLocks.Held turn) {
        turn.close();
    }

    private SharedLocks.Held take(SharedLocks shared, String providerId) {
        return IntStream.range(0, atOnce)
                .mapToObj(turn -> shared.tryTake("turn " + turn + " at " + providerId))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new LlmTurnTaken(providerId));
    }
}
