package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One brief of three scenes on two GPUs, looked at from every side a user has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoryIT {
    private static final String FILE = "ledger.json";

    private TestStudio studio;
    private StoryRecord story;
    private List<SceneRecord> scenes;

    @BeforeAll
    void aBriefBecomesAStory(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 2).withWorkForAll().start();
        studio.drop(FILE, SmallBrief.json("ledger", "The Wall", "The Ledger", "The Hand"));
        story = studio.finishedStory("ledger");
        scenes = studio.pipeline().store().sceneRecords(story.storyId());
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @Test
    void everySceneIsExecutedExactlyOnce() {
        assertThat(scenes).hasSize(3).allSatisfy(scene -> {
            assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
            assertThat(scene.attempts()).isEqualTo(1);
            assertThat(studio.executions(scene)).singleElement().satisfies(run -> {
                assertThat(run.outcome()).isEqualTo(Execution.Outcome.SUCCESS);
                assertThat(run.promptId()).isEqualTo(studio.job(scene, 1).promptId());
            });
        });
    }

    @Test
    void theScenesAreSpreadOverBothGpus() {
        assertThat(scenes.stream().map(scene -> studio.job(scene, 1).instanceId()))
                .contains("gpu0", "gpu1");
        assertThat(studio.gpus()).allSatisfy(gpu -> assertThat(runsOfStory(gpu)).isNotZero());
    }

    @Test
    void theFramesOnDiskAreTheServersFramesByteByByte() throws IOException {
        for (SceneRecord scene : scenes) {
            List<byte[]> published = contents(frames(scene));
            assertThat(published).hasSize(SmallBrief.FRAMES);
            assertThat(published).usingRecursiveComparison().isEqualTo(contents(serverFrames(scene)));
            assertThat(ImageIO.read(frames(scene).get(0).toFile()))
                    .matches(image -> image.getWidth() == 128 && image.getHeight() == 72);
        }
    }

    @Test
    void theDoneMarkerNamesTheSceneThePromptAndTheFrames() {
        for (SceneRecord scene : scenes) {
            JsonNode marker = TestStudio.json(studio.pipeline().store().doneMarker(story.storyId(), scene.sceneId()));

            assertThat(marker.path("FrameCount").asInt()).isEqualTo(SmallBrief.FRAMES);
            assertThat(marker.path("PromptId").asText())
                    .isEqualTo(studio.job(scene, 1).promptId());
            assertThat(marker.path("StoryId").asText()).isEqualTo(story.storyId());
            assertThat(marker.path("SceneId").asText()).isEqualTo(scene.sceneId());
            assertThat(marker.path("RunId").asText()).isEqualTo(story.runId());
            assertThat(marker.path("Attempt").asInt()).isEqualTo(1);
            assertThat(marker.hasNonNull("Timestamp")).isTrue();
        }
    }

    @Test
    void everyDocumentSaysTheSame() throws IOException {
        JsonNode written = document("story.json");
        JsonNode metadata = document("artifact-metadata.json");
        JsonNode done = document("story.done");

        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertThat(written.path("storyId").asText()).isEqualTo(story.storyId());
        assertThat(metadata.path("Story").path("Id").asText()).isEqualTo(story.storyId());
        assertThat(metadata.path("Story").path("State").asText()).isEqualTo("FINISHED");
        assertThat(metadata.path("RunId").asText()).isEqualTo(story.runId());
        assertThat(done.path("state").asText()).isEqualTo("FINISHED");
        assertThat(metadata.path("Scenes").findValuesAsText("StoryTitle"))
                .isEqualTo(written.path("scenes").findValuesAsText("title"))
                .containsExactly("The Wall", "The Ledger", "The Hand");
        assertThat(summary())
                .contains(story.storyId(), "FINISHED, 3 of 3 scenes published", "9 published", "SIMULATION");
    }

    @Test
    void everySceneHasItsRecordOfTheAttempt() {
        for (SceneRecord scene : scenes) {
            Path attempt = studio.pipeline().store().attemptFolder(story.storyId(), scene.sceneId(), 1);
            assertThat(Stream.of("job.json", "workflow.json", "render.json", "history.json", "collect.json"))
                    .allSatisfy(name -> assertThat(attempt.resolve(name)).isNotEmptyFile());
            JsonNode telemetry = studio.entry(story, title(scene)).path("Telemetry");
            assertThat(telemetry.path("HistoryExitReason").asText()).isEqualTo("success");
            assertThat(telemetry.path("ExecutionSuccessDetected").asBoolean()).isTrue();
        }
    }

    @Test
    void theContactSheetIsAPicture() throws IOException {
        assertThat(ImageIO.read(
                        studio.folder(story).resolve("contact-sheet.png").toFile()))
                .isNotNull();
    }

    @Test
    void theLanguageModelIsNamedAsTheSourceEverywhere() throws IOException {
        assertThat(document("story.json").path("storySource").asText()).isEqualTo("llm");
        assertThat(document("artifact-metadata.json")
                        .path("Story")
                        .path("StorySource")
                        .asText())
                .isEqualTo("llm");
        assertThat(studio.status(FILE).path("storySource").asText()).isEqualTo("llm");
        assertThat(studio.get("/api/stories/" + story.storyId())
                        .path("storySource")
                        .asText())
                .isEqualTo("llm");
        assertThat(summary()).contains("written by mistralai/mistral-7b-instruct-v0.3");
    }

    @Test
    void theBriefLiesInAcceptedWithItsStatus() {
        Path inbox = studio.home().resolve("inbox");
        JsonNode status = studio.status(FILE);

        assertThat(inbox.resolve(FILE)).doesNotExist();
        assertThat(inbox.resolve("accepted").resolve(FILE))
                .hasContent(SmallBrief.json("ledger", "The Wall", "The Ledger", "The Hand"));
        assertThat(status.path("state").asText()).isEqualTo("FINISHED");
        assertThat(status.path("storyId").asText()).isEqualTo(story.storyId());
        assertThat(status.path("scenes").path("published").asInt()).isEqualTo(3);
        assertThat(status.path("scenes").path("total").asInt()).isEqualTo(3);
    }

    @Test
    void nothingTemporaryIsLeftBehind() throws IOException {
        studio.stories().forEach(studio::awaitDelivery);
        try (Stream<Path> files = Files.walk(studio.home().resolve("stories"))) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString))
                    .noneMatch(name -> name.contains(".tmp") || name.contains("staging"));
        }
    }

    @ParameterizedTest
    @CsvSource({"tide.md", "tide.yaml", "tide.yml"})
    void aBriefInMarkdownOrYamlBecomesAStoryToo(String file) {
        String briefId = file.replace('.', '-');
        studio.drop(
                file,
                file.endsWith(".md")
                        ? SmallBrief.markdown(briefId, "Low Water", "High Water")
                        : SmallBrief.yaml(briefId, "Low Water", "High Water"));

        StoryRecord other = studio.finishedStory(briefId);

        assertThat(other.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.pipeline().store().sceneRecords(other.storyId()))
                .hasSize(2)
                .allSatisfy(scene -> assertThat(studio.executions(scene)).hasSize(1));
        assertThat(studio.llm().requests().toString()).contains(SmallBrief.PREMISE);
    }

    private long runsOfStory(ComfyUiSimulator gpu) {
        return gpu.executions().stream()
                .filter(run -> run.extraPnginfo().toString().contains(story.storyId()))
                .count();
    }

    private String title(SceneRecord scene) {
        return studio.pipeline().store().scene(story.storyId(), scene.sceneId()).title();
    }

    private List<Path> frames(SceneRecord scene) throws IOException {
        try (Stream<Path> files = Files.list(studio.pipeline().store().frames(story.storyId(), scene.sceneId()))) {
            return files.sorted().toList();
        }
    }

    private List<Path> serverFrames(SceneRecord scene) {
        String instance = studio.job(scene, 1).instanceId();
        Path output = studio.gpu(instance.endsWith("0") ? 0 : 1).outputDirectory();
        return studio.executions(scene).get(0).files().stream()
                .sorted()
                .map(output::resolve)
                .toList();
    }

    private static List<byte[]> contents(List<Path> files) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files) {
            contents.add(Files.readAllBytes(file));
        }
        return contents;
    }

    private JsonNode document(String name) {
        return TestStudio.json(studio.folder(story).resolve(name));
    }

    private String summary() throws IOException {
        return Files.readString(studio.folder(story).resolve("run-summary.txt"));
    }
}
