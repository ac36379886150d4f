package io.showrunner.story;

import java.util.Collection;

/**
 * In which round a scene comes: start-time fair queueing. Each round has one scene of every owner, and rounds are served one
 * after the other. A scene comes in the round after its owner's last one, but never in a round that is over, so an owner who
 * comes late has to wait for nobody's backlog and gets nothing for the time before.
 */
final class FairTurn {
    private FairTurn() {}

    /**
     * A scene that waits already.
     *
     * @param isFresh false when it was begun before and came back: its round may be over long ago
     */
    record Waiter(String owner, long round, boolean isFresh) {}

    /**
     * The round of one scene more.
     *
     * @param begun the latest round of which a scene was begun; 0 when none was
     * @param waiting scenes of the same urgency
     */
    static long of(String owner, long begun, Collection<Waiter> waiting) {
        long now = waiting.stream()
                .filter(Waiter::isFresh)
                .mapToLong(Waiter::round)
                .min()
                .orElse(begun);
        long own = waiting.stream()
                .filter(waiter -> waiter.owner().equals(owner))
                .mapToLong(waiter -> waiter.round() + 1)
                .max()
                .orElse(0);
        return Math.max(Math.max(now, begun), own);
    }

    /** The round behind which nobody waits. */
    static long last(long begun, Collection<Waiter> waiting) {
        return waiting.stream().mapToLong(Waiter::round).reduce(begun, Math::max);
    }
}
