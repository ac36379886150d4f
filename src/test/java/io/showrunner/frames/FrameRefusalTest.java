package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRefusalTest {
    private static final RenderJob JOB = RenderedScene.job(1, 3);
    private static final RenderReport REPORT = RenderedScene.report(JOB, 3);

    private static final String OWN = "showrunner/story-lamp/scene-001/00000000-0000-4000-8000-000000000001";

    @TempDir
    Path root;

    private RenderedScene scene;

    @BeforeEach
    void aRenderedScene() {
        scene = new RenderedScene(root);
    }

    @Test
    void fewerFramesThanAskedForAreBelowTheFloor() throws IOException {
        RenderReport two = RenderedScene.report(JOB, 2);
        scene.fetch(JOB, two, 2);

        assertRefused(publish(JOB, two), FailureKind.BELOW_FLOOR, "2 frames, at least 3 were asked for");
    }

    @Test
    void framesThatDidNotComeAreNamedInTheRefusal() throws IOException {
        scene.fetch(JOB, REPORT, 2);

        assertRefused(publish(JOB, REPORT), FailureKind.BELOW_FLOOR, "1 did not come, first frame_00003.png");
    }

    @Test
    void noFramesAreNamedWithNodeAndWorkflow() throws IOException {
        RenderReport none = RenderedScene.report(JOB, 0);

        assertRefused(publish(JOB, none), FailureKind.NO_FRAMES, "node 7 of workflow smoke gave no frames");
    }

    @Test
    void aBadFrameFailsTheVerification() throws IOException {
        scene.fetch(JOB, REPORT, 3);
        Files.write(scene.staging.folder(JOB).resolve("frame_00003.png"), Pngs.picture(18, 32, 1));

        assertRefused(publish(JOB, REPORT), FailureKind.VERIFY_FAILED, "frame_00003.png has the wrong size");
    }

    @Test
    void anAnswerFromTheServersCacheIsNoRun() throws IOException {
        RenderReport cached = RenderedScene.report(JOB, REPORT.frames(), true);
        scene.fetch(JOB, cached, 3);

        assertRefused(publish(JOB, cached), FailureKind.NO_FRAMES, "answered from its cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "showrunner/story-lamp/scene-001/other",
                "showrunner/story-lamp/scene-001",
                "",
                OWN + "x",
                OWN + "/../other"
            })
    void filesOfAnotherPromptAreNotTaken(String folder) throws IOException {
        ServerFile foreign = new ServerFile("frame_00001_.png", folder, "output");
        RenderReport report = RenderedScene.report(JOB, List.of(foreign), false);

        assertRefused(publish(JOB, report), FailureKind.NO_FRAMES, "files of another prompt");
    }

    @Test
    void framesWithoutAnyPictureFailTheVerificationAndTheModelIsNamedAsACause() throws IOException {
        for (FrameFile file : scene.staging.plan(JOB, REPORT)) {
            scene.write(file, Pngs.noise(32, 18, 3));
        }

        assertRefused(publish(JOB, REPORT), FailureKind.VERIFY_FAILED, "model file of workflow smoke");
        assertThat(scene.staging.folder(JOB)).isNotEmptyDirectory();
    }

    @Test
    void aSetFromWhichAListedFrameIsMissingIsNotPublishedHoweverFewWereAskedFor() throws IOException {
        RenderJob modest = RenderedScene.job(1, 2);
        scene.fetch(modest, REPORT, 2);

        assertRefused(publish(modest, REPORT), FailureKind.VERIFY_FAILED, "first frame_00003.png");
    }

    private CollectReport publish(RenderJob job, RenderReport report) throws IOException {
        return scene.publisher.publish(job, report, scene.staging.verified(job, report), CollectNotes.none());
    }

    private void assertRefused(CollectReport collected, FailureKind kind, String words) {
        assertThat(collected.failureKind()).isEqualTo(kind);
        assertThat(collected.errors()).singleElement().asString().contains(words);
        assertThat(saved().failureKind()).isEqualTo(kind);
        assertThat(scene.store.frames(STORY, SCENE)).doesNotExist();
        assertThat(scene.store.doneMarker(STORY, SCENE)).doesNotExist();
        assertThat(scene.scene().state()).isEqualTo(SceneState.RUNNING);
    }

    private CollectReport saved() {
        return scene.store
                .attemptFile(STORY, SCENE, 1, "collect.json", CollectReport.class)
                .orElseThrow();
    }
}
