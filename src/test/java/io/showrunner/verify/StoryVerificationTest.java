package io.showrunner.verify;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.frames.RenderedScene;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.verify.VerificationReport.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryVerificationTest {
    private static final String FOLDER = "scenes/scene-001/";

    @TempDir
    Path root;

    private StoryStore store;

    @BeforeEach
    void aPublishedScene() throws IOException {
        store = RenderedScene.published(root).store;
    }

    @Test
    void whatWasPublishedIsIntactUntilSomebodyTouchesIt() throws IOException {
        VerificationReport report = verify();

        assertThat(report.problems()).isEmpty();
        assertThat(report)
                .returns(true, VerificationReport::isIntact)
                .returns(1, VerificationReport::published)
                .returns(3, VerificationReport::frames);
        assertThat(report.bytes()).isPositive();
    }

    @Test
    void oneFlippedByteIsFoundInItsVeryFile() throws IOException {
        Path frame = store.frames(STORY, SCENE).resolve("frame_00002.png");
        byte[] content = Files.readAllBytes(frame);
        content[content.length / 2] ^= 1;
        Files.write(frame, content);

        assertThat(verify().problems())
                .singleElement()
                .returns(FOLDER + "frames/frame_00002.png", Finding::file)
                .satisfies(finding -> assertThat(finding.problem()).startsWith("has changed"));
    }

    @Test
    void aFrameThatIsGoneOrCutOrTooMuchIsNamed() throws IOException {
        Path frames = store.frames(STORY, SCENE);
        Files.delete(frames.resolve("frame_00001.png"));
        Files.write(frames.resolve("frame_00003.png"), new byte[] {1, 2, 3});
        Files.write(frames.resolve("frame_00004.png"), new byte[] {1});

        assertThat(verify().problems())
                .extracting(Finding::file)
                .containsExactly(
                        FOLDER + "frames/frame_00001.png",
                        FOLDER + "frames/frame_00003.png",
                        FOLDER + "frames/frame_00004.png");
    }

    @Test
    void aManifestThatWasEditedContradictsItself() throws IOException {
        Path manifest = store.sceneFolder(STORY, SCENE).resolve("manifest.json");
        String text = Files.readString(manifest);
        int pixels = text.indexOf("\"pixels\" : \"") + 12;
        Files.writeString(manifest, text.substring(0, pixels) + "0000" + text.substring(pixels + 4));

        assertThat(verify().problems())
                .singleElement()
                .returns(FOLDER + "manifest.json", Finding::file)
                .satisfies(finding -> assertThat(finding.problem()).contains("root hash"));
    }

    @Test
    void aMissingManifestMarkerOrWorkflowIsNamed() throws IOException {
        Files.delete(store.doneMarker(STORY, SCENE));
        Files.writeString(store.attemptFolder(STORY, SCENE, 1).resolve("workflow.json"), "{}");

        assertThat(verify().problems())
                .extracting(Finding::file)
                .containsExactly(FOLDER + "frames.done", FOLDER + "attempts/1/workflow.json");

        Files.delete(store.sceneFolder(STORY, SCENE).resolve("manifest.json"));

        assertThat(verify().problems()).containsExactly(new Finding(FOLDER + "manifest.json", "is missing"));
    }

    @Test
    void aStoryThatIsAssembledHasItsDocuments() throws IOException {
        store.update(STORY, story -> story.to(StoryState.FINISHED, RenderedScene.NOW, null));
        Files.writeString(
                store.folder(STORY).resolve("artifact-metadata.json"),
                "{\"Scenes\": [{\"SceneId\": \"scene-001\", \"FrameCount\": 2, \"FramesSha256\": []}]}");

        assertThat(verify().problems())
                .extracting(Finding::file)
                .containsExactly(
                        "story.done",
                        "run-summary.txt",
                        "artifact-metadata.json",
                        "artifact-metadata.json",
                        "artifact-metadata.json");
    }

    @Test
    void aSceneThatIsNotPublishedIsNotedAndNotBlamed() throws IOException {
        Path marker = store.doneMarker(STORY, SCENE);
        store.update(STORY, SCENE, scene -> scene.to(SceneState.FAILED, null, "out of memory", RenderedScene.NOW));

        assertThat(verify().notes()).containsExactly("scene-001 is FAILED: out of memory");
        assertThat(verify().problems()).extracting(Finding::file).containsExactly(FOLDER + "frames.done");

        Files.delete(marker);

        assertThat(verify().isIntact()).isTrue();
    }

    private VerificationReport verify() throws IOException {
        return new StoryVerification(store).verify(store.record(STORY).orElseThrow());
    }
}
