package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStagingTest {
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
    void everyFrameIsPlannedUnderItsPublishedNameInTheServersOrder() {
        List<FrameFile> plan = scene.staging.plan(JOB, REPORT);

        assertThat(plan)
                .extracting(file -> file.target().getFileName().toString())
                .containsExactly("frame_00001.png", "frame_00002.png", "frame_00003.png");
        assertThat(plan).extracting(FrameFile::source).containsExactlyElementsOf(REPORT.frames());
        assertThat(plan).allSatisfy(file -> assertThat(file.target())
                .hasParentRaw(root.resolve("story-lamp/scenes/scene-001/attempts/1/staging")));
    }

    @Test
    void theSameNameInTwoFoldersMakesTwoFrames() {
        List<ServerFile> files = List.of(
                new ServerFile("a.png", "one", "output"),
                new ServerFile("a.png", "two", "output"),
                new ServerFile("a.png", "two", "output"));

        List<FrameFile> plan = scene.staging.plan(JOB, RenderedScene.report(JOB, files, false));

        assertThat(plan).extracting(FrameFile::target).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whatIsStagedIsNotFetchedAgain() throws IOException {
        scene.fetch(JOB, REPORT, 2);

        assertThat(scene.fetch(JOB, REPORT, 10)).containsExactly("frame_00003.png");
        assertThat(scene.staging.plan(JOB, REPORT)).isEmpty();
    }

    @Test
    void aCutOffTransferLeavesNothingBehind() {
        FrameFile first = scene.staging.plan(JOB, REPORT).get(0);

        assertThatThrownBy(() -> scene.write(first, Pngs.truncated(Pngs.picture(32, 18, 1))))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
        assertThat(scene.staging.folder(JOB)).isEmptyDirectory();
    }

    @Test
    void aStreamWithoutEndIsCutAtTheLimit() {
        FrameFile first = scene.staging.plan(JOB, REPORT).get(0);

        assertThatThrownBy(() ->
                        scene.staging.write(new ByteArrayInputStream(Pngs.picture(32, 18, 1)), first.target(), 100))
                .isInstanceOf(FrameProblem.class)
                .hasMessageContaining("more than 100 bytes");
        assertThat(scene.staging.folder(JOB)).isEmptyDirectory();
    }

    @Test
    void aFrameIsReadOnceAndAgainWhenItHasChangedSince() throws IOException {
        // Given
        scene.fetch(JOB, REPORT, 3);
        Path second = scene.staging.folder(JOB).resolve("frame_00002.png");
        FileTime staged = Files.getLastModifiedTime(second);
        List<CheckedFrame> first = scene.staging.verified(JOB, REPORT).frames();

        // When
        Files.write(second, Pngs.damaged(Pngs.picture(32, 18, 2)));
        Files.setLastModifiedTime(second, FileTime.fromMillis(staged.toMillis() + 60_000));

        // Then
        StagedFrames again = scene.staging.verified(JOB, REPORT);
        assertThat(again.problems()).hasSize(1);
        assertThat(again.frames()).hasSize(2);
        assertThat(again.frames().get(0)).isSameAs(first.get(0));
    }

    @Test
    void aDamagedFrameIsNotStaged() {
        FrameFile first = scene.staging.plan(JOB, REPORT).get(0);

        assertThatThrownBy(() -> scene.write(first, Pngs.damaged(Pngs.picture(32, 18, 1))))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNDECODABLE));
        assertThat(scene.staging.folder(JOB)).isEmptyDirectory();
    }

    @Test
    void aFrameThatWentBadWhileNobodyRanIsReportedAndPlannedAgain() throws IOException {
        // Given
        scene.fetch(JOB, REPORT, 3);
        Path second = scene.staging.folder(JOB).resolve("frame_00002.png");
        Files.write(second, Pngs.damaged(Pngs.picture(32, 18, 2)));

        // When
        StagedFrames staged = new FrameStaging(scene.store).verified(JOB, REPORT);

        // Then
        assertThat(staged.isComplete()).isFalse();
        assertThat(staged.frames())
                .extracting(CheckedFrame::name)
                .containsExactly("frame_00001.png", "frame_00003.png");
        assertThat(staged.problems()).singleElement().satisfies(e -> assertThat(e.file())
                .isEqualTo("frame_00002.png"));
        assertThat(scene.staging.plan(JOB, REPORT))
                .extracting(FrameFile::target)
                .containsExactly(second);
    }

    @Test
    void leftoversOfACrashAreSweptAndFramesThatDidNotComeAreNamed() throws IOException {
        // Given
        scene.fetch(JOB, REPORT, 1);
        Path leftover = Files.writeString(scene.staging.folder(JOB).resolve(".tmp-frame_00002.png-x"), "half");

        // When
        StagedFrames staged = scene.staging.verified(JOB, REPORT);

        // Then
        assertThat(staged.missing()).containsExactly("frame_00002.png", "frame_00003.png");
        assertThat(leftover).doesNotExist();
    }

    @Test
    void aPromptThatListsTenThousandAndOneFramesIsRefused() {
        List<ServerFile> files = Collections.nCopies(10_001, 0).stream()
                .map(i -> new ServerFile(UUID.randomUUID() + ".png", "x", "output"))
                .toList();

        assertThatThrownBy(() -> scene.staging.plan(JOB, RenderedScene.report(JOB, files, false)))
                .hasMessageContaining("lists 10001 frames");
    }
}
