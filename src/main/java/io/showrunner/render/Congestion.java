package io.showrunner.render;

import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.story.FailureKind;
import java.time.Duration;

/**
 * What the queue of a server means for a prompt in it. In a full one it is looked at sooner, its scene may not be tried again,
 * and its report says so (S2 to S4). In one that does not move it does not stay. Thread-safe across turns.
 */
public final class Congestion {
    private final Fleet fleet;
    private final Backpressure backpressure;

    public Congestion(Fleet fleet, Backpressure backpressure) {
        this.fleet = fleet;
        this.backpressure = backpressure;
    }

    /** The prompt is given up: one that fell silent may never leave the server, whatever it is told. */
    public void givenUp(RenderTurn turn) {
        if (turn.watch.silence() != null) {
            fleet.hold(turn.instanceId(), Hold.HUNG, "it hangs at a prompt of ours: " + turn.watch.silence());
        }
    }

    /** Time until the next look at the prompt; {@code interval} is the usual pause in milliseconds. */
    public Duration untilLook(RenderTurn turn, long interval) {
        String server = turn.instanceId();
        if (fleet.isHung(server) && turn.watch.executionStart().isEmpty()) {
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
