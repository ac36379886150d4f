package io.showrunner.assemble;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.showrunner.story.LlmHealthCheck;
import io.showrunner.story.LlmReport;
import io.showrunner.story.StoryApproval;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything a tool may want to know about a finished story: {@code artifact-metadata.json}. Paths are relative to {@code
 * RunDir}. What was not measured is null, with the reason in the notes beside it.
 *
 * @param revision 1, and one more for every later assembly with other scenes
 * @param simulation true when simulators stood in for ComfyUI and the language model
 * @param archive the file that the story is packed into once all else of it is made; null when none is
 * @param archiveNote why there is none; null when there is one
 * @param contactSheet null when it could not be drawn; the warnings say why
 * @param llmHealthInfo the same as in {@code Story.HealthCheck}
 */
@JsonNaming(UpperCamelCaseStrategy.class)
record ArtifactMetadata(
        String runId,
        Instant timestamp,
        int revision,
        boolean simulation,
        String runDir,
        StoryEntry story,
        List<SceneEntry> scenes,
        QueueConfig queueConfig,
        String archive,
        String archiveNote,
        String contactSheet,
        @JsonProperty("LLMHealthInfo") HealthCheck llmHealthInfo,
        SystemReport system,
        Quality quality) {

    /**
     * The same with its contact sheet.
     *
     * @param file null when it could not be drawn
     * @param notes what is to be said about it
     */
    ArtifactMetadata drawn(String file, List<String> notes) {
        List<String> warnings =
                Stream.concat(system.warnings().stream(), notes.stream()).toList();
        return new ArtifactMetadata(
                runId,
                timestamp,
                revision,
                simulation,
                runDir,
                story,
                scenes,
                queueConfig,
                archive,
                archiveNote,
                file,
                llmHealthInfo,
                new SystemReport(system.resourceMetrics(), warnings),
                quality);
    }

    /**
     * The story.
     *
     * @param file its {@code story.json}
     * @param llm as in {@code story.json}, with that file's keys
     * @param approval likewise; left out when nobody had to look at it. The words before any change are in story.written.json
     */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record StoryEntry(
            String id,
            String title,
            StoryState state,
            StorySource storySource,
            String logline,
            String directorsVision,
            String genre,
            String mood,
            String generator,
            String file,
            int sceneCount,
            String storyDir,
            @JsonProperty("LLM") LlmReport llm,
            HealthCheck healthCheck,
            List<String> warnings,
            @JsonInclude(JsonInclude.Include.NON_NULL) StoryApproval approval) {}

    /** Whether the language model was looked at before it was asked. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record HealthCheck(
            String url,
            String override,
            String status,
            Integer models,
            String error,
            Instant timestamp,
            boolean skipped,
            String skipReason) {

        /** @param check null when none was made */
        static HealthCheck of(LlmHealthCheck check) {
            return check == null
                    ? notRequested()
                    : new HealthCheck(
                            check.url(),
                            check.override(),
                            check.status(),
                            check.models(),
                            check.error(),
                            check.timestamp(),
                            check.skipReason() != null,
                            check.skipReason());
        }

        private static HealthCheck notRequested() {
            return new HealthCheck(
                    null, null, "not requested", null, null, null, true, "no health check was recorded for this story");
        }
    }

    /** The queue knobs in force. Seconds are whole numbers unless a setting is finer. */
    @JsonNaming(UpperCamelCaseStrategy.class)
    record QueueConfig(
            int sceneRetryBudget,
            Number historyMaxWaitSeconds,
            Number historyPollIntervalSeconds,
            int historyMaxAttempts,
            Number postExecutionTimeoutSeconds,
            Number stabilityWindowSeconds,
            int stabilityRetries,
            Number doneMarkerTimeoutSeconds,
            Number frameWaitTimeoutSeconds,
            @JsonProperty("GPUHealthCheckIntervalSeconds") Number gpuHealthCheckIntervalSeconds,
            @JsonProperty("MinAvailableVRAMMB") int minAvailableVram,
            int maxQueueDepth,
            Number maxQueueWaitSeconds,
            int sceneQueueDepth,
            String profile) {

        static QueueConfig of(Knobs knobs, String profile) {
            return new QueueConfig(
                    knobs.scene().retryBudget(),
                    Figures.seconds(knobs.scene().maxWait()),
                    Figures.seconds(knobs.scene().historyPollInterval()),
                    knobs.scene().historyMaxAttempts(),
                    Figures.seconds(knobs.scene().postExecutionTimeout()),
                    Figures.seconds(knobs.scene().stabilityWindow()),
                    knobs.scene().stabilityRetries(),
                    Figures.seconds(knobs.scene().doneMarkerTimeout()),
                    Figures.seconds(knobs.scene().frameWaitTimeout()),
                    Figures.seconds(knobs.fleet().probeInterval()),
                    knobs.fleet().minAvailableVram(),
                    knobs.fleet().maxQueueDepth(),
                    Figures.seconds(knobs.scene().maxQueueWait()),
                    knobs.scene().queueDepth(),
                    profile);
        }
    }
}
