package io.showrunner.assemble;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;

/**
 * The measured course of a scene's newest prompt. Every key is always there.
 *
 * @param queueStart null when no prompt was posted
 * @param historyAttemptLimit 0 never limits
 * @param historyExitReason success, maxWait, attemptLimit, postExecution or unknown
 * @param memory null when it was not looked at
 * @param doneMarkerPath relative to the story's folder
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record SceneTelemetry(
        Instant queueStart,
        Instant queueEnd,
        Double durationSeconds,
        Number maxWaitSeconds,
        Number pollIntervalSeconds,
        int historyAttempts,
        int historyAttemptLimit,
        String historyExitReason,
        boolean historyPostExecutionTimeoutReached,
        Number postExecutionTimeoutSeconds,
        boolean executionSuccessDetected,
        Instant executionSuccessAt,
        int sceneRetryBudget,
        boolean doneMarkerDetected,
        double doneMarkerWaitSeconds,
        String doneMarkerPath,
        boolean forcedCopyTriggered,
        String forcedCopyDebugPath,
        @JsonProperty("GPU") Gpu gpu,
        MemoryUse memory,
        SystemState system) {

    /**
     * The GPU before and after the prompt.
     *
     * @param vramTotal bytes, as are vramFreeBefore and vramFreeAfter
     * @param vramBeforeMB free memory
     * @param vramDeltaMB after less before; negative when memory was consumed
     * @param source where the numbers come from: system_stats, nvidia-smi or missing
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record Gpu(
            String name,
            String type,
            Integer index,
            Long vramTotal,
            Long vramFreeBefore,
            Long vramFreeAfter,
            Double vramBeforeMB,
            Double vramAfterMB,
            Double vramDeltaMB,
            String source) {}

    /** What the server said about its machine, without its command line, and every reason for a missing value. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record SystemState(JsonNode before, JsonNode after, List<String> fallbackNotes) {}
}
