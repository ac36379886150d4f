package io.showrunner.assemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneState;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One scene of {@code artifact-metadata.json}. What is about one prompt is about the newest one.
 *
 * @param frameFloor frames below which an attempt is not accepted
 * @param durationSeconds from the post of the prompt to its end; null when none was posted
 * @param historyPollLog changes and how often each was seen, not every identical answer
 * @param success at least one frame was verified
 * @param attemptsRun attempts paid from the retry budget
 * @param dispatches prompts in all, those that a dead server gave back included
 * @param keyframeSource brief or workflow
 * @param workflow name of the template; null when no prompt was made
 * @param workflowKnobs steps, cfg, checkpoint_svd and so on, as far as the template's mapping names them
 * @param downgrade null when the scene was made as it was asked for
 * @param cacheHit true when frames that were rendered before were used again
 * @param generatedFramesDir null unless published
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record SceneEntry(
        String sceneId,
        SceneState state,
        String prompt,
        String negativePrompt,
        int frameFloor,
        int frameCount,
        Double durationSeconds,
        String framePrefix,
        String historyPath,
        Instant historyRetrievedAt,
        List<PollEntry> historyPollLog,
        List<String> historyErrors,
        String historyError,
        boolean historyRetrieved,
        int historyAttempts,
        int historyAttemptLimit,
        boolean success,
        boolean meetsFrameFloor,
        List<String> warnings,
        List<String> errors,
        int attemptsRun,
        int dispatches,
        boolean requeued,
        List<AttemptSummary> attemptSummaries,
        String sceneOutputDir,
        String generatedFramesDir,
        String keyframeSource,
        String storyKeyframe,
        String storyTitle,
        String storySummary,
        String storyMood,
        int storyExpectedFrames,
        String storyCameraMovement,
        int sceneRetryBudget,
        HistoryConfig historyConfig,
        SceneTelemetry telemetry,
        String instanceId,
        String promptId,
        BigInteger seed,
        String workflow,
        String workflowHash,
        Map<String, JsonNode> workflowKnobs,
        SmallerSize downgrade,
        boolean cacheHit,
        Priority priority,
        FailureKind failureKind,
        List<String> framesSha256,
        List<Retry> retries) {

    /**
     * A scene that was made smaller than asked for, for want of video memory.
     *
     * @param profile of the workflow's mapping
     * @param width made; null when the workflow does not say
     * @param height made; null when the workflow does not say
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record SmallerSize(
            String profile,
            String reason,
            Integer requestedWidth,
            Integer requestedHeight,
            int requestedFrames,
            Integer width,
            Integer height,
            int frames) {

        /** Null when the prompt is as it was asked for. */
        static SmallerSize of(RenderJob job) {
            RenderJob.Downgrade asked = job.downgrade();
            return asked == null
                    ? null
                    : new SmallerSize(
                            asked.profile(),
                            asked.reason(),
                            asked.width(),
                            asked.height(),
                            asked.frames(),
                            job.width(),
                            job.height(),
                            job.expectedFrames());
        }
    }

    /** A change seen while polling; the number of the request that saw it first, and how many saw the same. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record PollEntry(int attempt, Instant timestamp, String status, String message, int count) {}

    /** One prompt of the scene. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record AttemptSummary(
            int attempt,
            int dispatch,
            Instant timestamp,
            int frameCount,
            Double durationSeconds,
            boolean success,
            boolean meetsFrameFloor,
            boolean historyRetrieved,
            String instanceId,
            String promptId,
            String framePrefix,
            String historyExitReason,
            FailureKind failureKind,
            boolean cacheHit,
            List<String> warnings,
            List<String> errors) {}

    /** The knobs of the history poll. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record HistoryConfig(
            Number maxWaitSeconds, int maxAttempts, Number pollIntervalSeconds, Number postExecutionTimeoutSeconds) {}

    /** Why another prompt followed this one. */
    record Retry(int attempt, int dispatch, String reason) {}
}
