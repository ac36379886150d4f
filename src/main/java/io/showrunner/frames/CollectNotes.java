package io.showrunner.frames;

import java.time.Duration;
import java.util.List;

/**
 * What happened on the way of the frames from the server to the staging folder.
 *
 * @param doneMarkerDetected true when a marker not made by this application was accepted
 * @param doneMarkerWait from the end of the execution to the marker, or to the end of the wait for it
 * @param forcedCopyTriggered true when files were taken although they had not come to rest
 * @param forcedCopyDebugPath relative to the story's folder; null unless forced
 * @param postExecutionTimeoutReached true when late frames did not come within the timeout (Q5)
 * @param fallbackNotes stable code, colon, free text
 */
public record CollectNotes(
        boolean doneMarkerDetected,
        Duration doneMarkerWait,
        boolean forcedCopyTriggered,
        String forcedCopyDebugPath,
        boolean postExecutionTimeoutReached,
        List<String> warnings,
        List<String> fallbackNotes) {
    /** Takes copies. */
    public CollectNotes {
        warnings = List.copyOf(warnings);
        fallbackNotes = List.copyOf(fallbackNotes);
    }

    /** Nothing unusual happened and no marker was waited for. */
    public static CollectNotes none() {
        return new CollectNotes(false, Duration.ZERO, false, null, false, List.of(), List.of());
    }

    double doneMarkerWaitSeconds() {
        return doneMarkerWait.toMillis() / 1000.0;
    }
}
