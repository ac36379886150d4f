package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a story's documents say about the video memory of a prompt that takes some seconds, and what is done around it. */
class MemoryTelemetryIT {
    private static final double SOME_SECONDS_A_SCENE = 20;

    @TempDir
    private Path home;

    @Test
    void phasesArePutBesideWhatIsExpectedAndTheMemoryIsReadOnceMoreAfterwards() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            ComfyUiSimulator gpu = studio.gpu(0);
            gpu.faults().onPromptContaining("The Ledger").slow(SOME_SECONDS_A_SCENE);
            studio.with("showrunner.fleet.warm-up", "true")
                    .with("showrunner.workflow.default", "txt2img-svd")
                    .start();
            await().atMost(TestStudio.PATIENCE).until(() -> gpu.executions().size() == 1);

            // When
            studio.drop("memory.json", SmallBrief.jsonWith("memory", "genre", "drama"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(gpu.executions()).hasSize(2);
            assertThat(gpu.executions().get(0).files())
                    .as("the warm-up leaves nothing in the output folder")
                    .allMatch(file -> file.startsWith("../temp/"));
            SceneRecord scene = studio.scene(story, "The Ledger");
            JsonNode memory = studio.entry(story, "The Ledger").at("/Telemetry/Memory");
            assertThat(memory.path("Samples").asInt()).as("%s", memory).isPositive();
            assertThat(memory.path("Phases").findValuesAsText("Phase"))
                    .containsExactly("load", "inference", "video", "save");
            assertThat(memory.at("/Phases/2/Seconds").asDouble()).isPositive();
            assertThat(memory.at("/Phases/2/ExpectedSeconds").asDouble()).isEqualTo(30);
            assertThat(memory.at("/Total/PeakUsedMB").asDouble()).isBetween(420.0, 24_564.0);
            assertThat(memory.at("/Recovery/Note").asText()).startsWith("not seen:");
            assertThat(Files.readString(studio.folder(story).resolve("run-summary.txt")))
                    .contains("Memory");

            // Then
            Path recovery = studio.pipeline()
                    .store()
                    .attemptFolder(scene.storyId(), scene.sceneId(), 1)
                    .resolve("recovery.json");
            await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(recovery));
            assertThat(gpu.requests()).noneMatch(request -> request.path().equals("/free"));
        }
    }
}
