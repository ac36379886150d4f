package io.showrunner.e2e;

import static io.showrunner.e2e.AuditedDocument.ROUNDING;
import static io.showrunner.e2e.AuditedDocument.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Gpu;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Compares what the metadata say of the run as a whole with what the servers logged and what lies on the disk. */
final class RunAudit {
    private static final double MB = 1 << 20;

    private final AuditedDocument document;
    private final Path story;
    private final List<PromptEvidence> prompts;
    private final List<PromptEvidence> all;

    /**
     * @param prompts those of the story
     * @param all those of all stories
     */
    RunAudit(AuditedDocument document, Path story, List<PromptEvidence> prompts, List<PromptEvidence> all) {
        this.document = document;
        this.story = story;
        this.prompts = prompts;
        this.all = all;
    }

    void compare() throws IOException {
        JsonNode marker = Json.read(story.resolve("scenes/scene-001/frames.done"), JsonNode.class);
        document.is("/RunId", marker.path("RunId").asText());
        Instant written = Files.getLastModifiedTime(story.resolve("artifact-metadata.json"))
                .toInstant();
        document.isTime("/Timestamp", written.minus(SOON), written, Duration.ofMillis(1));
        document.is("/Revision", 1);
        document.is("/Simulation", true);
        document.is("/RunDir", story.toString());
        document.is("/Archive", null);
        document.is("/ArchiveNote", "showrunner.archive.enabled is false");
        assertThat(story.resolve(document.value("/ContactSheet").asText())).isNotEmptyFile();
        knobs();
        metrics();
    }

    private void knobs() {
        document.is("/QueueConfig/SceneRetryBudget", 1);
        document.is("/QueueConfig/HistoryMaxWaitSeconds", 600);
        document.is("/QueueConfig/HistoryPollIntervalSeconds", 1);
        document.is("/QueueConfig/HistoryMaxAttempts", 0);
        document.is("/QueueConfig/PostExecutionTimeoutSeconds", 30);
        document.is("/QueueConfig/StabilityWindowSeconds", 2);
        document.is("/QueueConfig/StabilityRetries", 3);
        document.is("/QueueConfig/DoneMarkerTimeoutSeconds", 60);
        document.is("/QueueConfig/FrameWaitTimeoutSeconds", 300);
        document.is("/QueueConfig/GPUHealthCheckIntervalSeconds", 30);
        document.is("/QueueConfig/MinAvailableVRAMMB", 3000);
        document.is("/QueueConfig/MaxQueueDepth", 5);
        document.is("/QueueConfig/MaxQueueWaitSeconds", 1800);
        document.is("/QueueConfig/SceneQueueDepth", 20);
        document.is("/QueueConfig/Profile", null);
    }

    private void metrics() {
        List<Integer> gpus =
                prompts.stream().map(PromptEvidence::gpu).distinct().toList();
        AuditedDocument metrics = document.part("/System/ResourceMetrics");
        assertThat(metrics.size("/Instances")).isEqualTo(gpus.size());
        List<String> warnings = new ArrayList<>();
        instance(metrics, gpus.get(0), new ArrayList<>());
        for (int i = 0; i < gpus.size(); i++) {
            AuditedDocument instance = metrics.part("/Instances/" + i);
            instance.is("/InstanceId", "gpu" + gpus.get(i));
            instance(instance, gpus.get(i), warnings);
        }
        warnings.add("LLM_CACHE_NOT_ASKED: ");
        document.texts("/System/Warnings", warnings.toArray(String[]::new));
    }

    private void instance(AuditedDocument metrics, int gpu, List<String> warnings) {
        List<PromptEvidence> here =
                prompts.stream().filter(prompt -> prompt.gpu() == gpu).toList();
        Gpu card = AuditedStory.CARDS.get(gpu);
        PromptEvidence first = here.get(0);
        PromptEvidence last = here.stream()
                .reduce((a, b) -> b.posted().isAfter(a.posted()) ? b : a)
                .orElseThrow();
        metrics.is("/GPUHealthBefore/Name", card.name());
        metrics.is("/GPUHealthBefore/VramTotalMB", card.totalMb());
        metrics.is("/GPUHealthBefore/UtilizationPercent", AuditedStory.UTILIZATION.get(gpu));
        metrics.is("/GPUHealthAfter/UtilizationPercent", AuditedStory.UTILIZATION.get(gpu));
        double before = first.freeBefore(all).get(0) / MB;
        double after = last.freeAfter() / MB;
        metrics.isNear("/GPUHealthBefore/VramFreeBefore", before, ROUNDING);
        metrics.isNear("/GPUHealthBefore/VramFreeBeforeMB", before, ROUNDING);
        metrics.isNear("/GPUHealthAfter/VramFreeAfter", after, ROUNDING);
        metrics.isNear("/GPUHealthAfter/VramFreeAfterMB", after, ROUNDING);
        metrics.is(
                "/ComfyUIStats/TotalScenesProcessed",
                here.stream().map(PromptEvidence::sceneId).distinct().count());
        depth(metrics.part("/ComfyUIStats"), here);
        List<PromptEvidence> good =
                here.stream().filter(PromptEvidence::succeeded).toList();
        if (good.isEmpty()) {
            metrics.is("/ComfyUIStats/AverageExecutionTime", null);
            warnings.add("EXECUTION_TIME_UNKNOWN: no prompt of this story succeeded on gpu" + gpu);
        } else {
            metrics.isNear(
                    "/ComfyUIStats/AverageExecutionTime",
                    good.stream()
                            .mapToDouble(PromptEvidence::secondsExecuted)
                            .average()
                            .orElseThrow(),
                    0.3);
        }
    }

    /** A prompt is there from its post to the look that saw its end; the application's time begins before and ends after that. */
    private static void depth(AuditedDocument stats, List<PromptEvidence> prompts) {
        assertThat(stats.value("/MaxQueueDepth").asInt())
                .isBetween(deepest(prompts, Duration.ofMillis(-100)), deepest(prompts, SOON));
        Instant start = prompts.get(0).posted();
        Instant end = prompts.stream()
                .map(PromptEvidence::lastLook)
                .max(Instant::compareTo)
                .orElseThrow();
        double together =
                prompts.stream().mapToDouble(PromptEvidence::secondsOnServer).sum();
        double whole = Math.max(0.001, Duration.between(start, end).toMillis() / 1000.0);
        stats.isBetween(
                "/AverageQueueDepth",
                together / (whole + 1) - ROUNDING,
                Math.min(prompts.size(), (together + prompts.size()) / whole) + ROUNDING);
    }

    private static int deepest(List<PromptEvidence> prompts, Duration longer) {
        TreeMap<Instant, Integer> changes = new TreeMap<>();
        for (PromptEvidence prompt : prompts) {
            Instant end = prompt.lastLook().plus(longer);
            Instant start =
                    longer.isNegative() ? prompt.posted() : prompt.posted().minus(longer);
            if (end.isAfter(start)) {
                changes.merge(start, 1, Integer::sum);
                changes.merge(end, -1, Integer::sum);
            }
        }
        int depth = 0;
        int most = 0;
        for (int change : changes.values()) {
            depth += change;
            most = Math.max(most, depth);
        }
        return most;
    }
}
