package io.showrunner.assemble;

import io.showrunner.assemble.ArtifactMetadata.QueueConfig;
import io.showrunner.assemble.ArtifactMetadata.StoryEntry;
import io.showrunner.story.SceneState;
import java.util.Objects;

/**
 * The page a person reads: {@code run-summary.txt}, made from the same object as the metadata and never parsed back. No
 * number vanishes: a limit of 0 is unbounded where that is what 0 means, and unknown has its reason.
 */
final class RunSummary {
    private final ArtifactMetadata metadata;
    private final TextPage page = new TextPage();

    private RunSummary(ArtifactMetadata metadata) {
        this.metadata = metadata;
    }

    static String of(ArtifactMetadata metadata) {
        RunSummary summary = new RunSummary(metadata);
        summary.top();
        summary.knobs();
        summary.page.heading("SCENES");
        metadata.scenes().forEach(scene -> new SceneSummary(summary.page, scene).write());
        summary.warnings();
        summary.totals();
        summary.files();
        return summary.page.toString();
    }

    private void top() {
        StoryEntry story = metadata.story();
        String title = Objects.requireNonNullElse(story.title(), story.id());
        page.line(title);
        page.line("=".repeat(Math.min(TextPage.WIDTH, title.length())));
        if (metadata.simulation()) {
            page.field("SIMULATION", "simulators stood in for ComfyUI and the language model; no GPU took part");
        }
        page.field("Source", Source.of(story));
        page.field("State", state());
        page.field("Story", story.id());
        page.field("Run", metadata.runId() + ", revision " + metadata.revision() + ", written " + metadata.timestamp());
        page.field("Folder", metadata.runDir());
        page.field("Logline", story.logline());
        if (story.directorsVision() != null) {
            page.field("Vision", story.directorsVision());
        }
    }

    private String state() {
        return metadata.story().state() + ", " + published() + " of "
                + metadata.scenes().size() + " scenes published";
    }

    private void knobs() {
        QueueConfig config = metadata.queueConfig();
        page.heading("QUEUE POLICY");
        knob(
                "Scene retry budget",
                config.sceneRetryBudget(),
                "",
                "History max wait",
                config.historyMaxWaitSeconds(),
                "s");
        knob(
                "History max attempts",
                config.historyMaxAttempts() == 0 ? "unbounded" : config.historyMaxAttempts(),
                "",
                "History poll interval",
                config.historyPollIntervalSeconds(),
                "s");
        knob(
                "Post-execution timeout",
                config.postExecutionTimeoutSeconds(),
                "s",
                "Done marker timeout",
                config.doneMarkerTimeoutSeconds(),
                "s");
        knob(
                "Stability window",
                config.stabilityWindowSeconds(),
                "s",
                "Stability retries",
                config.stabilityRetries(),
                "");
        knob(
                "Frame wait timeout",
                config.frameWaitTimeoutSeconds(),
                "s",
                "GPU probe interval",
                config.gpuHealthCheckIntervalSeconds(),
                "s");
        knob("Min available VRAM", config.minAvailableVram(), "MB", "Max queue depth", config.maxQueueDepth(), "");
        knob(
                "Max wait in ComfyUI",
                config.maxQueueWaitSeconds(),
                "s",
                "Scenes queue depth",
                config.sceneQueueDepth(),
                "");
        knob("Profile", config.profile() == null ? "none asked for" : config.profile(), "", "", "", "");
    }

    private void knob(String left, Object value, String unit, String right, Object other, String otherUnit) {
        String first = TextPage.pad(left, 24) + TextPage.pad((value + " " + unit).strip(), 22);
        page.row(first + TextPage.pad(right, 24) + (other + " " + otherUnit).strip());
    }

    private void warnings() {
        page.heading("WARNINGS AND NOTES");
        metadata.story().warnings().forEach(warning -> page.item("story: " + warning));
        metadata.system().warnings().forEach(warning -> page.item("run: " + warning));
        metadata.quality().notes().forEach(note -> page.item("quality: " + note));
        for (SceneEntry scene : metadata.scenes()) {
            scene.warnings().forEach(warning -> page.item(scene.sceneId() + ": " + warning));
            scene.telemetry().system().fallbackNotes().forEach(note -> page.item(scene.sceneId() + ": " + note));
        }
    }

    private void totals() {
        SystemReport.ResourceMetrics metrics = metadata.system().resourceMetrics();
        page.heading("TOTALS");
        page.field("Scenes", state());
        page.field(
                "Frames",
                metadata.scenes().stream()
                                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                                .mapToInt(SceneEntry::frameCount)
                                .sum()
                        + " published");
        int reused = reused();
        page.field(
                "Prompts",
                metadata.scenes().stream().mapToInt(SceneEntry::dispatches).sum() - reused + " on "
                        + metrics.instances().size() + " instances"
                        + (reused == 0 ? "" : ", and " + reused + " times the scene cache"));
        metrics.instances().forEach(this::instance);
        page.field("Language model", llm(metrics.llmStats()));
        page.field("LLM repairs", Source.repairs(metadata.story()));
        page.field("LLM review", Source.review(metadata.story()));
        page.field("Quality", quality());
        page.field(
                "Latency",
                "P50 " + seconds(metadata.quality().sceneLatencyP50Seconds()) + ", P95 "
                        + seconds(metadata.quality().sceneLatencyP95Seconds()));
    }

    private int reused() {
        return (int) metadata.scenes().stream()
                .flatMap(scene -> scene.attemptSummaries().stream())
                .filter(SceneEntry.AttemptSummary::cacheHit)
                .count();
    }

    private void instance(SystemReport.InstanceMetrics instance) {
        SystemReport.ComfyUiStats stats = instance.comfyUiStats();
        page.field(
                instance.instanceId(),
                stats.totalScenesProcessed() + " scenes, execution " + seconds(stats.averageExecutionTime())
                        + " on average, depth " + known(stats.averageQueueDepth()) + " on average and "
                        + known(stats.maxQueueDepth()) + " at most; VRAM free "
                        + known(instance.gpuHealthBefore().vramFreeBeforeMB()) + " MB before, "
                        + known(instance.gpuHealthAfter().vramFreeAfterMB()) + " MB after");
    }

    private static String llm(SystemReport.LlmStats stats) {
        return known(stats.totalRequests()) + " requests, " + seconds(stats.averageResponseTime()) + " on average, "
                + known(stats.timeoutCount()) + " timeouts, cache hit ratio " + known(stats.cacheHitRatio());
    }

    private void files() {
        page.heading("FILES");
        page.field("Story", metadata.story().file());
        page.field("Metadata", "artifact-metadata.json");
        page.field("Contact sheet", metadata.contactSheet() == null ? "none (see the notes)" : metadata.contactSheet());
        page.field(
                "Archive",
                metadata.archive() == null
                        ? "none (" + metadata.archiveNote() + ")"
                        : metadata.archive() + ", packed when all else is made");
        for (SceneEntry scene : metadata.scenes()) {
            page.field(
                    scene.sceneId(),
                    scene.generatedFramesDir() == null
                            ? scene.sceneOutputDir() + " (no frames)"
                            : scene.generatedFramesDir());
        }
    }

    private String quality() {
        Quality quality = metadata.quality();
        return quality.scenesMeetingFrameFloor() + " scenes meet their frame floor, share without forced copy "
                + known(quality.doneMarkerReliability()) + ", scenes with blank frames "
                + quality.scenesWithBlankFrames() + ", with a duplicate prompt " + quality.duplicatePrompts()
                + ", with a duplicate seed " + quality.duplicateSeeds() + ", longest prompt "
                + quality.longestPromptCharacters() + " characters or " + quality.longestPromptTokens() + " tokens, "
                + quality.promptsBeyondOneChunk()
                + " prompts of more than one chunk, attempts that failed verification "
                + quality.attemptsFailedVerification() + ", answers of the model cut off "
                + known(quality.llmTruncations());
    }

    private long published() {
        return metadata.scenes().stream()
                .filter(scene -> scene.state() == SceneState.PUBLISHED)
                .count();
    }

    static String known(Object value) {
        return value == null ? "unknown (see the notes)" : String.valueOf(value);
    }

    static String seconds(Double value) {
        return value == null ? "unknown (see the notes)" : value + " s";
    }
}
