package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.GivenAnswer;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A story's telemetry is true: every value of {@code artifact-metadata.json} is found again in the simulators' own logs, in
 * what they tell, in the brief, in the settings or in the files on the disk, and so are the metrics.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {
    /** Seconds by which a server's log and its history may differ. */
    private static final double BETWEEN_LOGS = 0.3;

    private TestStudio studio;
    private StoryRecord story;
    private Path folder;
    private String metrics;
    private List<PromptEvidence> all;
    private List<PromptEvidence> prompts;

    @BeforeAll
    void aStoryToWhichMuchHappens(@TempDir Path home) throws Exception {
        studio = AuditedStory.studio(home);
        story = AuditedStory.told(studio);
        folder = studio.folder(story).toAbsolutePath();
        metrics = metricsOfServersAtRest();
        all = PromptEvidence.of(studio.gpus());
        prompts = all.stream()
                .filter(prompt -> prompt.label().path("storyId").asText().equals(story.storyId()))
                .toList();
    }

    /** The last story ends before the servers have told that nothing is left in their queues. */
    private String metricsOfServersAtRest() {
        HttpTalk http = new HttpTalk(studio.pipeline().port());
        return await().atMost(TestStudio.PATIENCE)
                .until(
                        () -> http.get("/observe/metrics").body(),
                        body -> body.contains("comfyui_queue_depth{instance=\"gpu0\"} 0.0")
                                && body.contains("comfyui_queue_depth{instance=\"gpu1\"} 0.0"));
    }

    @AfterAll
    void close() {
        studio.close();
    }

    /** A value that nobody compares, such as that of a new field, fails this test. */
    @Test
    void everyValueOfTheMetadataIsFoundAgainElsewhere() throws IOException {
        JsonNode metadata = TestStudio.json(folder.resolve("artifact-metadata.json"));
        AuditedDocument document = new AuditedDocument(metadata);
        Map<String, PromptEvidence> rendered = new LinkedHashMap<>();
        List<Path> frames = new ArrayList<>();
        assertThat(document.size("/Scenes")).isEqualTo(AuditedStory.TITLES.size());
        for (int i = 0; i < AuditedStory.TITLES.size(); i++) {
            String sceneId = "scene-%03d".formatted(i + 1);
            List<PromptEvidence> own = prompts.stream()
                    .filter(prompt -> prompt.sceneId().equals(sceneId))
                    .toList();
            PromptEvidence last = own.isEmpty() ? null : own.get(own.size() - 1);
            rendered.put(sceneId, last == null ? all.get(0) : last);
            AuditedDocument entry = document.part("/Scenes/" + i);
            SceneAudit scene = new SceneAudit(entry, AuditedStory.TITLES.get(i), folder, own, rendered.get(sceneId));
            scene.compare();
            frames.addAll(scene.frameFiles());
            new TelemetryAudit(
                            entry.part("/Telemetry"),
                            folder,
                            folder.resolve("scenes").resolve(sceneId),
                            last,
                            all)
                    .compare();
        }
        new RunAudit(document, folder, prompts, all).compare();
        new StoryAudit(document, folder, studio.llm()).compare();
        new QualityAudit(document.part("/Quality"), rendered, prompts, frames).compare();

        assertThat(document.uncompared()).isEmpty();
    }

    @Test
    void theStoryIsTheOneThatTheTestMeans() {
        assertThat(prompts.stream().map(PromptEvidence::sceneId))
                .containsExactlyInAnyOrder(
                        "scene-002", "scene-003", "scene-003", "scene-004", "scene-004", "scene-005");
        assertThat(studio.entry(story, AuditedStory.SLOW)
                        .at("/Telemetry/Memory/Samples")
                        .asInt())
                .isPositive();
    }

    @Test
    void theSummaryHasTheSameFiguresWithTheirUnits() throws IOException {
        String summary = Files.readString(folder.resolve("run-summary.txt")).replaceAll("\\s+", " ");

        for (JsonNode scene :
                TestStudio.json(folder.resolve("artifact-metadata.json")).path("Scenes")) {
            JsonNode gpu = scene.at("/Telemetry/GPU");
            boolean known = gpu.path("VramBeforeMB").isNumber();
            assertThat(summary)
                    .contains(scene.path("FrameCount") + " of at least " + scene.path("FrameFloor"))
                    .contains(known ? "VRAM free " + gpu.path("VramBeforeMB") + " MB before, " : "rendered before")
                    .contains(known ? gpu.path("VramAfterMB") + " MB after" : "scene cache")
                    .contains(
                            known
                                    ? scene.path("FrameCount") + " frames, " + scene.path("DurationSeconds") + " s"
                                    : "CACHE_SERVED:")
                    .contains("done marker from outside after " + scene.at("/Telemetry/DoneMarkerWaitSeconds") + " s");
        }
    }

    @Test
    void theMetricsHaveTheNamesThatWereAskedForAndTheNumbersOfTheLogs() {
        for (int gpu = 0; gpu < AuditedStory.CARDS.size(); gpu++) {
            int number = gpu;
            List<PromptEvidence> here =
                    all.stream().filter(prompt -> prompt.gpu() == number).toList();
            String labels = "{instance=\"gpu" + gpu + "\"}";
            assertThat(metric("comfyui_queue_depth" + labels)).isZero();
            assertThat(metric("comfyui_execution_time_seconds_count" + labels)).isEqualTo(here.size());
            assertThat(metric("showrunner_server_wait_seconds_count" + labels)).isEqualTo(here.size());
            assertThat(metric("comfyui_execution_time_seconds_sum" + labels))
                    .isCloseTo(
                            here.stream()
                                    .mapToDouble(PromptEvidence::secondsExecuted)
                                    .sum(),
                            within(0.3 * here.size()));
            String card = "{gpu=\"" + AuditedStory.CARDS.get(gpu).name() + "\",instance=\"gpu" + gpu + "\"}";
            double free = metric("gpu_vram_free_mb" + card);
            double total = AuditedStory.CARDS.get(gpu).totalMb();
            assertThat(free).isBetween(0.0, total);
            assertThat(metric("gpu_vram_used_percent" + card)).isCloseTo((total - free) / total * 100, within(0.01));
        }
        List<GivenAnswer> answers = studio.llm().answers();
        String answered = "{outcome=\"answered\",provider=\"lm-studio\"}";
        assertThat(metric("llm_response_time_seconds_count" + answered)).isEqualTo(answers.size());
        assertThat(metric("showrunner_llm_tokens_total{kind=\"completion\",provider=\"lm-studio\"}"))
                .isEqualTo(
                        answers.stream().mapToInt(GivenAnswer::completionTokens).sum());
        assertThat(metric("llm_cache_hit_ratio")).isZero();
        assertThat(metric("scene_frame_count_count{result=\"PUBLISHED\"}")).isEqualTo(5);
        assertThat(metric("scene_frame_count_sum{result=\"PUBLISHED\"}")).isEqualTo(5 * SmallBrief.FRAMES);
        assertThat(metric("scene_generation_failures{kind=\"NODE_ERROR\"}")).isEqualTo(1);
        assertThat(metric("showrunner_attempt_failures_total{kind=\"NODE_ERROR\"}"))
                .isEqualTo(3);
        assertThat(metric("done_marker_wait_seconds_count")).isEqualTo(5);
        assertThat(metric("forced_copy_fallback_count")).isZero();
        assertThat(metric("showrunner_scene_cache_hits_total")).isEqualTo(1);
        assertThat(metric("showrunner_story_flaws_total{flaw=\"below_frame_floor\"}"))
                .isEqualTo(1);
        assertThat(metric("showrunner_prompt_tokens_count")).isEqualTo(AuditedStory.TITLES.size() + 1);
        assertThat(metrics)
                .contains("showrunner_backlog_minutes ", "showrunner_disk_free_bytes ", "showrunner_queue_depth{")
                .contains("resilience4j_circuitbreaker_state{", "camel_route_policy_seconds_count{");
    }

    /** What ran here took a tenth of a second to some seconds: some of it lies below a bound, and some above. */
    @Test
    void theHistogramsTellQuickScenesFromSlowOnes() {
        Map<Double, Double> executedWithin = new TreeMap<>();
        Pattern.compile("comfyui_execution_time_seconds_bucket\\{instance=\"gpu[01]\",le=\"([0-9.]+)\"} ([0-9.]+)")
                .matcher(metrics)
                .results()
                .forEach(bucket -> executedWithin.merge(
                        Double.parseDouble(bucket.group(1)), Double.parseDouble(bucket.group(2)), Double::sum));

        assertThat(executedWithin).isNotEmpty().allSatisfy((bound, count) -> assertThat(count)
                .isBetween(executedWithin(bound - BETWEEN_LOGS), executedWithin(bound + BETWEEN_LOGS)));
        assertThat(executedWithin.values()).anyMatch(count -> count > 0 && count < all.size());
    }

    private double executedWithin(double seconds) {
        return (double) all.stream()
                .filter(prompt -> prompt.secondsExecuted() <= seconds)
                .count();
    }

    @Test
    void noLabelHasAValueForEachStorySceneOrPrompt() {
        List<String> ids = new ArrayList<>(List.of("scene-0"));
        studio.stories().forEach(each -> ids.add(each.storyId()));
        all.forEach(prompt -> ids.add(prompt.run().promptId()));
        Matcher label = Pattern.compile("\\w+=\"([^\"]*)\"").matcher(metrics);
        List<String> values =
                label.results().map(found -> found.group(1)).distinct().toList();

        assertThat(values).isNotEmpty().noneMatch(value -> ids.stream().anyMatch(value::contains));
    }

    private double metric(String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }
}
