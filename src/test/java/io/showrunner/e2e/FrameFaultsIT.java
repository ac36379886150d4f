package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Faults;
import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that come over HTTP and are damaged on the server or on their way; no attempt after the first is paid for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameFaultsIT {
    private TestStudio studio;
    private StoryRecord story;

    @BeforeAll
    void aStoryWithDamagedFrames(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.scene.post-execution-timeout", "12s")
                .with("showrunner.scene.retry-budget", "0");
        Faults faults = studio.gpu(0).faults();
        faults.onPromptContaining("Cut Off").truncatedFile();
        faults.onPromptContaining("Without Bytes").emptyFile();
        faults.onPromptContaining("Never Written").missingFiles(1);
        faults.onPromptContaining("All Unwritten").missingFiles(SmallBrief.FRAMES);
        faults.onPromptContaining("Still Growing").growingFile(Duration.ofSeconds(1));
        faults.onPromptContaining("Without Picture").blankPictures();
        faults.onPromptContaining("Late").lateFile(Duration.ofSeconds(1));
        studio.start();
        studio.drop(
                "frames.json",
                SmallBrief.json(
                        "frames",
                        "Cut Off",
                        "Without Bytes",
                        "Never Written",
                        "All Unwritten",
                        "Without Picture",
                        "Still Growing",
                        "Late"));
        story = studio.finishedStory();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Cut Off, BELOW_FLOOR",
        "Without Bytes, BELOW_FLOOR",
        "Never Written, BELOW_FLOOR",
        "All Unwritten, NO_FRAMES"
    })
    void aSceneWithAFrameThatIsNeverWholeHasNoMarkerAndFailsWithTheReason(String title, FailureKind kind) {
        SceneRecord scene = studio.scene(story, title);
        StoryStore store = studio.pipeline().store();

        assertThat(scene.state()).isEqualTo(SceneState.FAILED);
        assertThat(scene.failureKind()).isEqualTo(kind);
        assertThat(store.doneMarker(scene.storyId(), scene.sceneId())).doesNotExist();
        assertThat(store.frames(scene.storyId(), scene.sceneId())).doesNotExist();
        assertThat(store.sceneFolder(scene.storyId(), scene.sceneId()).resolve("failure/reason.txt"))
                .content()
                .contains(kind.name());
        assertThat(studio.entry(story, title).path("Telemetry").toString())
                .contains("POST_EXECUTION_TIMEOUT", "frame_0000");
    }

    @Test
    void aSceneWhoseFramesShowNothingFailsAndTheSummarySaysWhatToLookAt() {
        SceneRecord scene = studio.scene(story, "Without Picture");

        assertThat(scene.failureKind()).isEqualTo(FailureKind.VERIFY_FAILED);
        assertThat(studio.pipeline().store().frames(scene.storyId(), scene.sceneId()))
                .doesNotExist();
        assertThat(studio.folder(story).resolve("run-summary.txt")).content().contains("BLANK_FRAMES", "model file");
        assertThat(studio.entry(story, "Without Picture").path("Errors").toString())
                .contains("BLANK_FRAMES");
    }

    @ParameterizedTest
    @CsvSource({"Still Growing", "Late"})
    void aFrameThatBecomesWholeInTimeIsPublishedAsTheServerWroteIt(String title) throws IOException {
        assertPublishedAsTheServerWroteIt(studio.scene(story, title));
    }

    @Test
    void aTransferThatBreaksIsBegunAgainAndTheSceneIsNotRenderedAgain() throws IOException {
        // Given
        Faults faults = studio.gpu(0).faults();
        faults.onRequest("/view").times(8).cutReply();
        faults.onRequest("/view").times(1).refuseConnection();
        faults.onRequest("/view").times(1).serverError();

        // When
        studio.drop("transfer.json", SmallBrief.json("transfer", "One"));
        StoryRecord transferred = studio.finishedStory("transfer");

        // Then
        assertPublishedAsTheServerWroteIt(studio.scene(transferred, "One"));
        assertThat(views(transferred))
                .filteredOn(view -> !view.range().isEmpty())
                .isNotEmpty();
    }

    @Test
    void theFramesOfASceneAreFetchedAtTheSameTime() throws IOException {
        // Given
        Duration slow = Duration.ofSeconds(8);
        studio.gpu(0).faults().onRequest("/view").times(2 * SmallBrief.FRAMES).delayReply(slow);

        // When
        studio.drop("lanes.json", SmallBrief.json("lanes", "Side By Side"));
        StoryRecord fetched = studio.finishedStory("lanes");

        // Then
        assertPublishedAsTheServerWroteIt(studio.scene(fetched, "Side By Side"));
        List<Instant> asked = views(fetched).stream().map(SeenRequest::at).toList();
        assertThat(Duration.between(asked.get(asked.size() - SmallBrief.FRAMES), asked.get(asked.size() - 1)))
                .isLessThan(slow);
    }

    private List<SeenRequest> views(StoryRecord of) {
        return studio.gpu(0).requests().stream()
                .filter(request ->
                        request.path().equals("/view") && request.query().contains(of.storyId()))
                .toList();
    }

    private void assertPublishedAsTheServerWroteIt(SceneRecord scene) throws IOException {
        assertThat(scene.state()).as(scene.message()).isEqualTo(SceneState.PUBLISHED);
        assertThat(scene.dispatches()).isEqualTo(1);
        assertThat(studio.executions(scene)).extracting(Execution::outcome).containsExactly(Outcome.SUCCESS);
        StoryStore store = studio.pipeline().store();
        assertThat(store.doneMarker(scene.storyId(), scene.sceneId())).exists();
        List<Path> published = pictures(store.frames(scene.storyId(), scene.sceneId()));
        List<Path> written = pictures(studio.gpu(0)
                .outputDirectory()
                .resolve(studio.job(scene, 1).filenamePrefix())
                .getParent());
        assertThat(published).hasSize(SmallBrief.FRAMES).hasSameSizeAs(written);
        for (int i = 0; i < published.size(); i++) {
            assertThat(published.get(i)).hasSameBinaryContentAs(written.get(i));
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }
}
