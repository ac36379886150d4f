package io.showrunner.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.comfyui.ServerFile;
import java.time.Instant;
import java.util.List;

/**
 * What the render stage knows about one prompt after its end: {@code attempts/<dispatch>/render.json}.
 *
 * @param queueStart when the prompt was posted
 * @param queueEnd when its end was seen
 * @param executionStart by the server's clock; null when it never started
 * @param executionEnd by the server's clock; null when it never ended
 * @param exitReason success, maxWait, attemptLimit, postExecution or unknown
 * @param failureKind null when the execution succeeded
 * @param error the server's own words, shortened; null when there are none
 * @param historyAttempts requests for the history entry
 * @param historyRetrieved true when the entry was read
 * @param polls transitions of the poll, not every identical answer
 * @param frames files of the frames node, in the server's order
 * @param cachedOutput true when the server answered from its cache and wrote nothing
 * @param systemBefore the {@code system} part of system_stats; null when unavailable
 * @param fallbackNotes stable code, colon, free text
 * @param retryBudget what counted in place of the settings' one; null when that did
 */
public record RenderReport(
        int attempt,
        int dispatch,
        String promptId,
        String instanceId,
        Instant queueStart,
        Instant queueEnd,
        Instant executionStart,
        Instant executionEnd,
        String exitReason,
        FailureKind failureKind,
        String error,
        int historyAttempts,
        boolean historyRetrieved,
        List<Poll> polls,
        List<ServerFile> frames,
        boolean cachedOutput,
        GpuReading gpuBefore,
        GpuReading gpuAfter,
        JsonNode systemBefore,
        JsonNode systemAfter,
        List<String> fallbackNotes,
        Integer retryBudget) {

    /** A JSON null in place of the system part is nothing. */
    public RenderReport {
        systemBefore = orNull(systemBefore);
        systemAfter = orNull(systemAfter);
    }

    /** The retry budget that counts after this attempt (S2). */
    public int budget(int usual) {
        return retryBudget == null ? usual : retryBudget;
    }

    /** True when the server executed the prompt and says from when to when. */
    public boolean tellsExecution() {
        return executionStart != null && executionEnd != null;
    }

    private static JsonNode orNull(JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    /** A change seen while polling: pending, success or error, how often it was seen in a row, and the server's words. */
    public record Poll(String status, Instant since, int count, String message) {}
}
