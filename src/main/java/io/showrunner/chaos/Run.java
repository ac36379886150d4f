package io.showrunner.chaos;

import io.showrunner.simulator.comfyui.Execution.Outcome;
import java.time.Instant;

/**
 * One run of a prompt on a server, as the server's own log tells it.
 *
 * @param server its name
 * @param outcome LOST when the server died first; null while it runs
 * @param endedAt null while it runs
 * @param diedAt when the server lost all memory of it; null while that process lives
 */
public record Run(
        String server,
        String promptId,
        String storyId,
        String sceneId,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        Instant diedAt) {

    String scene() {
        return storyId + "/" + sceneId;
    }

    /**
     * True when a later run of the same scene was not needed: the server still had this one, running or done, when that
     * one began.
     */
    boolean makesNeedless(Run later) {
        boolean remembered = diedAt == null || diedAt.isAfter(later.startedAt);
        boolean ended = endedAt != null && endedAt.isBefore(later.startedAt);
        return remembered && (!ended || outcome == Outcome.SUCCESS);
    }
}
