package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.DoneMarker.Producer;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FramePublisherTest {
    private static final RenderJob JOB = RenderedScene.job(1, 3);
    private static final RenderReport REPORT = RenderedScene.report(JOB, 3);

    @TempDir
    Path root;

    private RenderedScene scene;

    @BeforeEach
    void aRenderedScene() {
        scene = new RenderedScene(root);
    }

    @Test
    void publishedFramesHaveAMarkerAReportAndARecord() throws IOException {
        scene.fetch(JOB, REPORT, 3);

        CollectReport collected = publish(JOB, REPORT);

        assertThat(collected.failureKind()).isNull();
        assertThat(collected.frames())
                .extracting(CollectReport.Frame::sha256)
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThat(collected.doneMarkerPath()).isEqualTo("scenes/scene-001/frames.done");
        assertPublished(JOB);
    }

    /** The state that a crash leaves after each step of a publication. */
    enum CrashPoint {
        HALF_FETCHED,
        FETCHED,
        INTENT_WRITTEN,
        RENAMED,
        DESCRIBED,
        ANNOUNCED,
        REPORTED,
        RECORDED
    }

    @ParameterizedTest
    @EnumSource
    void whoeverContinuesAfterACrashFinishesTheRest(CrashPoint crash) throws IOException {
        // Given
        crashAfter(crash);

        // When
        scene.fetch(JOB, REPORT, 10);
        CollectReport collected = publish(JOB, REPORT);

        // Then
        assertThat(collected.failureKind()).isNull();
        assertPublished(JOB);
    }

    @ParameterizedTest
    @EnumSource
    void aCancelBeforeTheAnnouncementLeavesNoFrames(CrashPoint crash) throws IOException {
        // Given
        crashAfter(crash);
        boolean announced = crash.compareTo(CrashPoint.ANNOUNCED) >= 0;
        scene.store.save(RenderedScene.scene(SceneState.CANCELLED));

        // When
        scene.fetch(JOB, REPORT, 10);
        CollectReport collected = publish(JOB, REPORT);

        // Then
        assertThat(collected.failureKind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(Files.exists(scene.store.frames(STORY, SCENE))).isEqualTo(announced);
        assertThat(Files.exists(manifest())).isEqualTo(announced);
        assertThat(scene.staging.folder(JOB)).doesNotExist();
        assertThat(scene.scene().state()).isEqualTo(SceneState.CANCELLED);
    }

    @Test
    void anotherAttemptNeverReplacesPublishedFrames() throws IOException {
        // Given
        crashAfter(CrashPoint.RECORDED);
        RenderJob second = RenderedScene.job(2, 3);
        RenderReport report = RenderedScene.report(second, 3);
        scene.fetch(second, report, 3);

        // When
        StagedFrames staged = scene.staging.verified(second, report);

        // Then
        assertThatThrownBy(() -> scene.publisher.publish(second, report, staged, CollectNotes.none()))
                .isInstanceOf(FramesConflictException.class)
                .hasMessageContaining(second.promptId());
        assertPublished(JOB);
    }

    @Test
    void aServerOnWindowsNamesTheSameFolderWithBackslashes() throws IOException {
        List<ServerFile> files = REPORT.frames().stream()
                .map(file -> new ServerFile(file.filename(), file.subfolder().replace('/', '\\'), file.type()))
                .toList();
        RenderReport report = RenderedScene.report(JOB, files, false);
        scene.fetch(JOB, report, 3);

        assertThat(publish(JOB, report).failureKind()).isNull();
    }

    @Test
    void framesOfWhichSomeAreBlankArePublishedAndTheSceneSaysSo() throws IOException {
        scene.fetch(JOB, REPORT, 2);
        scene.write(scene.staging.plan(JOB, REPORT).get(0), Pngs.blank(32, 18));

        assertThat(publish(JOB, REPORT).warnings()).singleElement().asString().startsWith("BLANK_FRAMES: 1 of 3");
        assertThat(scene.scene().message()).startsWith("BLANK_FRAMES: 1 of 3");
    }

    @Test
    void framesThatAreAllTheSamePictureArePublishedAndTheSceneSaysSo() throws IOException {
        for (FrameFile file : scene.staging.plan(JOB, REPORT)) {
            String label = file.target().toString();
            scene.write(file, Pngs.withText(Pngs.picture(32, 18, 1), label));
        }

        assertThat(publish(JOB, REPORT).warnings()).singleElement().asString().startsWith("IDENTICAL_FRAMES: all 3");
        assertThat(scene.scene().message()).startsWith("IDENTICAL_FRAMES");
    }

    @Test
    void previewsAndFilesInFoldersBelowThePromptsOwnAreItsFrames() throws IOException {
        List<ServerFile> files = List.of(
                new ServerFile("frame_00001_.png", REPORT.frames().get(0).subfolder() + "/left", "output"),
                new ServerFile("frame_00001_.png", REPORT.frames().get(0).subfolder() + "/right", "output"),
                new ServerFile("ComfyUI_temp_abcde_00001_.png", "", "temp"));
        RenderReport report = RenderedScene.report(JOB, files, false);
        scene.fetch(JOB, report, 3);

        assertThat(publish(JOB, report))
                .returns(null, CollectReport::failureKind)
                .returns(3, CollectReport::frameCount);
    }

    @Test
    void aForcedCopyIsKeptInTheReportAndInTheMarker() throws IOException {
        scene.fetch(JOB, REPORT, 3);
        CollectNotes notes = new CollectNotes(
                false, Duration.ofMillis(1240), true, "dump.json", true, List.of("W: a"), List.of("forced-copy: b"));

        CollectReport collected = scene.publisher.publish(JOB, REPORT, scene.staging.verified(JOB, REPORT), notes);

        assertThat(collected.forcedCopyTriggered()).isTrue();
        assertThat(collected.doneMarkerWaitSeconds()).isEqualTo(1.24);
        assertThat(collected.warnings()).containsExactly("W: a");
        assertThat(collected.fallbackNotes()).containsExactly("forced-copy: b");
        assertThat(marker().producer()).isEqualTo(Producer.CONSUMER);
    }

    private void crashAfter(CrashPoint crash) throws IOException {
        scene.fetch(JOB, REPORT, crash == CrashPoint.HALF_FETCHED ? 1 : 3);
        if (crash.compareTo(CrashPoint.INTENT_WRITTEN) < 0) {
            return;
        }
        publish(JOB, REPORT);
        if (crash.compareTo(CrashPoint.RECORDED) < 0) {
            scene.store.save(RenderedScene.scene(SceneState.RUNNING));
        }
        if (crash.compareTo(CrashPoint.REPORTED) < 0) {
            Files.delete(scene.store.attemptFolder(STORY, SCENE, 1).resolve("collect.json"));
        }
        if (crash.compareTo(CrashPoint.ANNOUNCED) < 0) {
            Files.delete(scene.store.doneMarker(STORY, SCENE));
        }
        if (crash.compareTo(CrashPoint.DESCRIBED) < 0) {
            Files.delete(manifest());
        }
        if (crash.compareTo(CrashPoint.RENAMED) < 0) {
            DurableFiles.publish(scene.store.frames(STORY, SCENE), scene.staging.folder(JOB));
        }
    }

    private CollectReport publish(RenderJob job, RenderReport report) throws IOException {
        return scene.publisher.publish(job, report, scene.staging.verified(job, report), CollectNotes.none());
    }

    private void assertPublished(RenderJob job) {
        assertThat(scene.store.frames(STORY, SCENE))
                .isDirectoryContaining("glob:**/frame_00001.png")
                .isDirectoryContaining("glob:**/frame_00003.png");
        assertThat(scene.scene().state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(marker().promptId()).isEqualTo(job.promptId());
        assertThat(marker().frameCount()).isEqualTo(3);
        assertThat(marker().runId()).isEqualTo("20261123-100000");
        assertThat(Json.read(manifest(), SceneManifest.class).promptId()).isEqualTo(job.promptId());
        assertThat(saved().frameCount()).isEqualTo(3);
        assertThat(saved().failureKind()).isNull();
    }

    private Path manifest() {
        return scene.store.sceneFolder(STORY, SCENE).resolve("manifest.json");
    }

    private DoneMarker marker() {
        return Json.read(scene.store.doneMarker(STORY, SCENE), DoneMarker.class);
    }

    private CollectReport saved() {
        return scene.store
                .attemptFile(STORY, SCENE, 1, "collect.json", CollectReport.class)
                .orElseThrow();
    }
}
