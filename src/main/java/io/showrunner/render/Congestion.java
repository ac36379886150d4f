package io.showrunner.render;

import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.story.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the queue of a server means for a prompt in it. In a full one it is looked at sooner, its scene may not be tried again,
 * and its report says so (S2 to S4). In one that does not move it does not stay. Thread-safe across turns.
 */
public final class Congestion {
    /** An interrupt acts at the next step of a node, and its event comes a moment later. */
    private static final Duration INTERRUPT_PATIENCE = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Backpressure backpressure;
    private final LongSupplier nanos;
    private final Map<String, Long> heldSince = new ConcurrentHashMap<>();

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public Congestion(Fleet fleet, Backpressure backpressure, LongSupplier nanos) {
        this.fleet = fleet;
        this.backpressure = backpressure;
        this.nanos = nanos;
    }

    /** The prompt is given up. One that executes may never end, whatever the server is told; when it does, that is heard. */
    public void givenUp(RenderTurn turn) {
        if (turn.failure == null && turn.watch.pulse().isBeating()) {
            heldSince.put(turn.instanceId(), nanos.getAsLong());
            fleet.hold(
                    turn.instanceId(),
                    Hold.HUNG,
                    "it may hang at a prompt of ours: "
                            + Outcome.of(turn.job, turn.watch).error());
        }
    }

    private boolean hangs(String server) {
        return fleet.standing(server)
                        .filter(standing -> standing.isHeld(Hold.HUNG))
                        .isPresent()
                && nanos.getAsLong() - heldSince.getOrDefault(server, nanos.getAsLong()) > INTERRUPT_PATIENCE.toNanos();
    }

    /** Time until the next look at the prompt; {@code interval} is the usual pause in milliseconds. */
    public Duration untilLook(RenderTurn turn, long interval) {
        String server = turn.instanceId();
        if (hangs(server) && turn.watch.executionStart().isEmpty()) {
            turn.failure = Outcome.failure(FailureKind.INSTANCE_DOWN, "the server hangs at another prompt");
            turn.strayPromptId = turn.promptId();
            return Duration.ZERO;
        }
        backpressure
                .on(server)
                .ifPresent(queue -> turn.readings.noteOnce("QUEUE_BACKPRESSURE: " + server + " had " + queue));
        turn.retryBudget = backpressure.failsFast(server) ? 0 : null;
        return turn.watch.pauseBeforeNextLook(backpressure.pollInterval(server, Duration.ofMillis(interval)));
    }
}
