package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.InstanceView;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Gpu;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with too little video memory: it is cleared, then the scene is made smaller, then the server is held. */
class LowMemoryIT {
    private static final String TIMEOUT = "showrunner.fleet.low-vram-timeout";

    @TempDir
    private Path home;

    @Test
    void aServerIsHeldWhileOthersTakeItsMemoryAndItsScenesGoElsewhere() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2).with(TIMEOUT, "60s")) {
            // Given
            studio.gpu(0).faults().foreignVram(23_500);
            studio.gpu(1).faults().onEveryPrompt().slow(10);
            studio.start();

            // When
            studio.drop("held.json", SmallBrief.json("held", "One", "Two", "Three"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                    .extracting(SceneRecord::state)
                    .containsOnly(SceneState.PUBLISHED);
            assertThat(studio.gpu(0).executions()).isEmpty();
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> gpu0(studio).state() == InstanceState.LOW_VRAM && frees(studio.gpu(0)) > 0);
            assertThat(frees(studio.gpu(0))).isOne();
            assertThat(gpu0(studio).message()).startsWith("VRAM_PRESSURE:");

            // When
            studio.gpu(0).faults().foreignVram(0);

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> gpu0(studio).state() == InstanceState.UP);
        }
    }

    @Test
    void modelsThatAnotherWorkflowLeftAreClearedBeforeTheNextSceneAndNeverWhileOneRuns() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0).withGpu(card(6_000, 1))) {
            // Given
            studio.start();
            studio.drop("first.json", SmallBrief.jsonWith("first", "workflow", "txt2img-keyframe"));
            StoryRecord first = studio.finishedStory("first");
            assertThat(notes(studio, first, "The Ledger")).contains("VRAM_PRESSURE: only 2000 MB");

            // When
            studio.drop("second.json", SmallBrief.json("second", "One", "Two", "Three"));
            StoryRecord second = studio.finishedStory("second");

            // Then
            assertThat(notes(studio, second, "One") + notes(studio, second, "Two") + notes(studio, second, "Three"))
                    .containsOnlyOnce("VRAM_FREED:");
            assertThat(frees(studio.gpu(0))).isOne();
            assertThat(studio.gpu(0).requests())
                    .filteredOn(request -> request.path().equals("/free"))
                    .noneMatch(request -> studio.gpu(0).executions().stream()
                            .anyMatch(run -> request.at().isAfter(run.startedAt())
                                    && request.at().isBefore(run.endedAt())));
        }
    }

    @Test
    void aSceneThatDoesNotFitIsMadeSmallerAndEveryDocumentSaysSo() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0).withGpu(card(300, 1)).with(TIMEOUT, "1s")) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().times(1).runOutOfMemory();
            studio.start();

            // When
            studio.drop("oom.json", svd("oom"));
            StoryRecord outOfMemory = studio.finishedStory("oom");

            // Then
            SceneRecord retried = studio.scene(outOfMemory, "The Ledger");
            assertThat(retried)
                    .returns(SceneState.PUBLISHED, SceneRecord::state)
                    .returns(2, SceneRecord::attempts);
            assertThat(frees(studio.gpu(0))).isOne();
            assertDowngraded(studio, outOfMemory, "ran out of memory");

            // When
            studio.gpu(0).faults().foreignVram(5_500);
            studio.drop("smaller.json", svd("smaller"));
            StoryRecord smaller = studio.finishedStory("smaller");

            // Then
            SceneRecord scene = studio.scene(smaller, "The Ledger");
            assertThat(scene).returns(SceneState.PUBLISHED, SceneRecord::state).returns(1, SceneRecord::attempts);
            assertThat(frees(studio.gpu(0))).isEqualTo(2);
            assertDowngraded(studio, smaller, "2500 MB are free");
            assertThat(studio.job(scene, 1))
                    .returns(96, RenderJob::width)
                    .returns(SmallBrief.FRAMES, RenderJob::expectedFrames);

            // When
            studio.gpu(0).faults().foreignVram(7_500);
            studio.drop("trial.json", svd("trial"));
            StoryRecord trial = studio.finishedStory("trial");

            // Then
            assertThat(studio.scene(trial, "The Ledger").attempts()).isOne();
            assertThat(notes(studio, trial, "The Ledger")).contains("VRAM_PRESSURE:", "VRAM_TRIAL:");
            assertThat(studio.entry(trial, "The Ledger")
                            .at("/Downgrade/Profile")
                            .asText())
                    .isEqualTo("half");
        }
    }

    private static void assertDowngraded(TestStudio studio, StoryRecord story, String reason) throws IOException {
        JsonNode entry = studio.entry(story, "The Ledger");
        assertThat(entry.at("/Downgrade/Profile").asText()).isEqualTo("three-quarters");
        assertThat(entry.at("/Downgrade/Reason").asText()).contains(reason);
        assertThat(entry.at("/Downgrade/RequestedWidth").asInt()).isEqualTo(128);
        assertThat(entry.path("Warnings").toString()).contains("PRESET_DOWNGRADED: made as three-quarters");
        assertThat(notes(studio, story, "The Ledger")).contains("PRESET_DOWNGRADED");
        assertThat(Files.readString(studio.folder(story).resolve("run-summary.txt")))
                .contains("PRESET_DOWNGRADED");
    }

    private static String notes(TestStudio studio, StoryRecord story, String title) {
        return studio.entry(story, title).at("/Telemetry/System/FallbackNotes").toString();
    }

    private static String svd(String briefId) {
        return SmallBrief.jsonWith(briefId, "workflow", "txt2img-svd");
    }

    /** A card of 8 GB on which models and pictures are small. */
    private static ComfyUiOptions.Builder card(int modelMb, int peakMb) {
        Map<String, Integer> models =
                Map.of("v1-5-pruned-emaonly-fp16.safetensors", modelMb, "svd_xt.safetensors", modelMb);
        return ComfyUiOptions.builder().gpu(new Gpu("Simulated RTX 3070", 8_192, 192, models, peakMb, peakMb));
    }

    private static InstanceView gpu0(TestStudio studio) {
        return studio.pipeline().instance("gpu0");
    }

    private static long frees(ComfyUiSimulator gpu) {
        return gpu.requests().stream()
                .filter(request -> request.path().equals("/free"))
                .count();
    }
}
