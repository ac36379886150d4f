package io.showrunner.story;

import java.time.Instant;
import java.util.List;

/**
 * What the collect stage knows about one prompt's frames: {@code attempts/<dispatch>/collect.json}.
 *
 * @param frameCount verified frames
 * @param frameFloor frames below which the attempt is not accepted
 * @param success at least one frame
 * @param doneMarkerDetected true when a marker not made by this application confirmed the frames
 * @param doneMarkerWaitSeconds time from the end of the execution to the marker
 * @param doneMarkerPath relative to the story folder; null while there is none
 * @param forcedCopyTriggered true when frames were taken although nothing confirmed that they are complete
 * @param postExecutionTimeoutReached true when late frames did not come within the timeout (Q5)
 * @param failureKind null when the frames were published
 */
public record CollectReport(
        int frameCount,
        int frameFloor,
        boolean success,
        boolean meetsFrameFloor,
        boolean doneMarkerDetected,
        double doneMarkerWaitSeconds,
        String doneMarkerPath,
        boolean forcedCopyTriggered,
        String forcedCopyDebugPath,
        boolean postExecutionTimeoutReached,
        List<Frame> frames,
        FailureKind failureKind,
        Instant completedAt,
        List<String> warnings,
        List<String> errors,
        List<String> fallbackNotes) {

    /** The warnings in one line; null when there are none. */
    public String said() {
        return warnings.isEmpty() ? null : String.join(" ", warnings);
    }

    /** A published frame: file name, size in bytes, pixels, SHA-256 in hexadecimal. */
    public record Frame(String file, long bytes, int width, int height, String sha256) {}
}
