package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.comfyui.HistoryEntry.End;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import java.util.List;

/**
 * How an attempt ended, in the words of the scene's telemetry. When several reasons hold, success counts most, then
 * attemptLimit, then maxWait, then unknown with its detail in the failure kind.
 *
 * @param exitReason success, maxWait, attemptLimit or unknown
 * @param failureKind null for a success
 * @param error one sentence; null for a success
 * @param frames files of the frames node
 * @param cachedOutput true when the server wrote nothing and named the files of an earlier execution
 */
public record Outcome(
        String exitReason, FailureKind failureKind, String error, List<ServerFile> frames, boolean cachedOutput) {
    private static final String SUCCESS = "success";
    private static final String MAX_WAIT = "maxWait";
    private static final String ATTEMPT_LIMIT = "attemptLimit";
    private static final String UNKNOWN = "unknown";

    /** The end that the watch has found; only when its verdict is not PENDING. */
    public static Outcome of(RenderJob job, PromptWatch watch) {
        return switch (watch.verdict()) {
            case PENDING -> throw new IllegalStateException("prompt " + job.promptId() + " has not ended");
            case ENDED -> ended(job, watch.entry().orElseThrow());
            case MAX_WAIT -> limit(MAX_WAIT, timeKind(watch), "it was still executing when its time was over");
            case SILENT -> limit(MAX_WAIT, FailureKind.MAX_WAIT, watch.silence());
            case QUEUE_WAIT ->
                limit(MAX_WAIT, timeKind(watch), "the server had not started it when its time to wait was over");
            case ATTEMPT_LIMIT ->
                limit(
                        ATTEMPT_LIMIT,
                        FailureKind.ATTEMPT_LIMIT,
                        "it had not ended by history request " + watch.historyAttempts() + ", the last one allowed");
            case LOST -> lost(job, watch.pulse().written());
        };
    }

    /** A server that forgets a prompt has not taken its frames back. */
    private static Outcome lost(RenderJob job, List<ServerFile> written) {
        return !written.isEmpty() && written.stream().allMatch(frame -> isOf(job, frame))
                ? new Outcome(SUCCESS, null, null, written, false)
                : failure(
                        FailureKind.CONNECTION_LOST,
                        "the server no longer has it, neither in its queue nor in its history");
    }

    /** An end that the server's history does not tell: rejected, cancelled, breaker open, server gone. */
    public static Outcome failure(FailureKind kind, String words) {
        return limit(UNKNOWN, kind, words);
    }

    private static Outcome limit(String exitReason, FailureKind kind, String words) {
        return new Outcome(exitReason, kind, words, List.of(), false);
    }

    /** A server that does not answer any more is at fault itself. */
    private static FailureKind timeKind(PromptWatch watch) {
        return watch.unreachableFor().isZero() ? FailureKind.MAX_WAIT : FailureKind.CONNECTION_LOST;
    }

    private static Outcome ended(RenderJob job, HistoryEntry entry) {
        if (entry.end() == End.INTERRUPTED) {
            return failure(FailureKind.INTERRUPTED, "somebody interrupted it on the server at " + nodeOf(entry));
        }
        if (entry.end() == End.ERROR) {
            boolean memory = entry.failure().isOutOfMemory();
            return failure(
                    memory ? FailureKind.OOM : FailureKind.NODE_ERROR,
                    entry.failure().words());
        }
        List<ServerFile> frames = entry.filesOf(job.framesNode());
        boolean cached = entry.cachedNodes().contains(job.framesNode());
        if (frames.isEmpty()) {
            return failure(FailureKind.NO_FRAMES, "it succeeded without a file from node " + job.framesNode());
        }
        if (cached && frames.stream().noneMatch(frame -> isOf(job, frame))) {
            return new Outcome(
                    UNKNOWN,
                    FailureKind.NO_FRAMES,
                    "the server answered from its cache with the files of another prompt",
                    List.of(),
                    true);
        }
        return new Outcome(SUCCESS, null, null, frames, cached);
    }

    private static boolean isOf(RenderJob job, ServerFile frame) {
        String folder = job.filenamePrefix().substring(0, job.filenamePrefix().lastIndexOf('/'));
        return frame.subfolder().replace('\\', '/').equals(folder);
    }

    private static String nodeOf(HistoryEntry entry) {
        return "node " + entry.failure().nodeId() + " (" + entry.failure().nodeType() + ")";
    }
}
