package io.showrunner.capacity;

import java.time.Instant;

/**
 * What was begun about the number of servers: {@code data/scaling.json}, so that a restart neither forgets a server that is
 * being given up nor the cooldown.
 *
 * @param changedAt the last change; null before the first
 * @param leaving the server that is being given up; null when none is
 * @param removed true when it is out of the fleet and only has to be switched off
 */
record ScalingState(Instant changedAt, String leaving, boolean removed) {
    static final ScalingState START = new ScalingState(null, null, false);

    ScalingState changed(Instant when) {
        return new ScalingState(when, leaving, removed);
    }

    ScalingState leaving(String instance, Instant when) {
        return new ScalingState(when, instance, false);
    }

    ScalingState leftFleet(Instant when) {
        return new ScalingState(when, leaving, true);
    }

    ScalingState settled() {
        return new ScalingState(changedAt, null, false);
    }
}
