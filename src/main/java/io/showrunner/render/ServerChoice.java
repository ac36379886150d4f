package io.showrunner.render;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.Lease;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Asks the fleet for the best server for a scene. Thread-safe across turns. */
final class ServerChoice {
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Fleet fleet;
    private final RenderJobs jobs;

    ServerChoice(Fleet fleet, RenderJobs jobs) {
        this.fleet = fleet;
        this.jobs = jobs;
    }

    /** A slot on a server that is not known to lack something; null when none came free in a while. */
    Lease lease(RenderTurn turn) throws InterruptedException {
        Lease lease = fleet.lease(jobs.workflowName(turn.scene), PATIENCE, notWanted(turn))
                .orElse(null);
        if (lease == null) {
            noteFullQueues(turn);
        }
        return lease;
    }

    /** A server on which the scene fell silent may hang: another one that is there is better. */
    private Set<String> notWanted(RenderTurn turn) {
        if (turn.shunned == null) {
            return turn.unfit.ids();
        }
        Set<String> all = new HashSet<>(turn.unfit.ids());
        all.add(turn.shunned);
        boolean other =
                fleet.views().stream().anyMatch(view -> view.state() == InstanceState.UP && !all.contains(view.id()));
        return other ? all : turn.unfit.ids();
    }

    private void noteFullQueues(RenderTurn turn) {
        fleet.views().stream()
                .filter(view -> view.state() == InstanceState.SATURATED)
                .findFirst()
                .ifPresent(view -> turn.notesToCome.addOnce(
                        "QUEUE_BACKPRESSURE", "it waited while " + view.id() + " had " + view.message()));
    }
}
