package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How frames come over HTTP, and what becomes of a scene with and without them. */
class FrameCollectorTest {
    @TempDir
    Path folder;

    private CollectorHome home;

    @BeforeEach
    void aRenderedPrompt() {
        home = new CollectorHome(folder);
    }

    @Test
    void aMessageAboutAnEarlierDispatchIsOutdated() {
        String earlier = Json.write(new FramesMessage(STORY, SCENE, 7));

        assertThat(home.overHttp(30, 300).take(earlier).isStale()).isTrue();
    }

    @Test
    void framesOfAServerThatIsNotThereAnyMoreAreRenderedElsewhereAtNoCost() throws IOException {
        // Given
        FrameCollector collector = home.withoutServer();

        // When
        FrameHaul haul = home.take(collector);
        SceneRecord scene = collector.publish(haul);

        // Then
        assertThat(haul.wantsFrames()).isFalse();
        assertThat(home.collected())
                .returns(FailureKind.INSTANCE_DOWN, CollectReport::failureKind)
                .satisfies(report ->
                        assertThat(report.errors()).singleElement().asString().contains("not among the servers"));
        assertThat(scene).returns(SceneState.WAITING, SceneRecord::state);
    }

    @Test
    void aFrameThatCannotBeWrittenHereIsNoFrameThatTheServerMissed() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);
        FrameFile frame = collector.due(haul).get(0);
        Files.createDirectories(frame.target().getParent().getParent());
        Files.writeString(frame.target().getParent(), "in the way");

        // When
        Throwable failure =
                catchThrowable(() -> collector.stage(frame, new ByteArrayInputStream(Pngs.picture(32, 18, 1))));

        // Then
        assertThat(failure).isInstanceOf(FrameNotKept.class).hasMessageContaining("cannot write " + frame.target());
        collector.failed(haul, (Exception) failure);
        assertThatThrownBy(() -> collector.look(haul)).isSameAs(failure);
    }

    @Test
    void aTransferThatBreaksOffIsAFrameThatWasMissed() {
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(Pngs.picture(32, 18, 1), 0, 20), new PipedInputStream());

        assertThatThrownBy(() -> collector.stage(collector.due(haul).get(0), broken))
                .isInstanceOf(FrameProblem.class)
                .hasMessageContaining("is truncated")
                .hasMessageContaining("Pipe not connected");
    }

    @Test
    void aFrameThatComesDamagedAgainAndAgainFailsTheAttemptWithoutTheWholeWaitForLateFrames() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);
        FrameFile damaged = collector.due(haul).get(1);
        InputStream content = new ByteArrayInputStream(Pngs.damaged(Pngs.picture(32, 18, 2)));
        IOException problem = (IOException) catchThrowable(() -> collector.stage(damaged, content));
        collector.stage(collector.due(haul).get(0), new ByteArrayInputStream(Pngs.picture(32, 18, 1)));
        collector.stage(collector.due(haul).get(1), new ByteArrayInputStream(Pngs.picture(32, 18, 3)));

        // When
        while (haul.wantsFrames()) {
            home.now += Duration.ofMillis(haul.pauseMillis()).toNanos();
            collector.due(haul).forEach(frame -> collector.missed(haul, frame, problem));
            collector.look(haul);
        }
        collector.publish(haul);

        // Then
        assertThat(home.now).isLessThan(Duration.ofSeconds(2).toNanos());
        assertThat(home.collected())
                .returns(FailureKind.VERIFY_FAILED, CollectReport::failureKind)
                .satisfies(report -> assertThat(report.errors())
                        .singleElement()
                        .asString()
                        .contains(damaged.target().getFileName().toString()));
    }

    @Test
    void framesOverHttpAreFetchedAtOnceAndPublishedWhenTheLastOneIsThere() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);

        // When
        home.stageAll(collector, haul);
        collector.look(haul);

        // Then
        assertThat(haul).returns(false, FrameHaul::wantsFrames).returns(0L, FrameHaul::pauseMillis);
        assertThat(collector.publish(haul).state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(home.collected())
                .returns(CollectorHome.FRAMES, CollectReport::frameCount)
                .returns(false, CollectReport::doneMarkerDetected);
    }

    @Test
    void filesOfAnotherPromptAreNotEvenFetched() throws IOException {
        // Given
        List<ServerFile> files = List.of(new ServerFile("frame_00001_.png", "somewhere/else", "output"));
        DurableFiles.writeJson(home.attempt("render.json"), RenderedScene.report(home.job, files, false));
        FrameCollector collector = home.shared(60, 3);

        // When
        FrameHaul haul = home.take(collector);
        collector.publish(haul);

        // Then
        assertThat(haul.wantsFrames()).isFalse();
        assertThat(collector.due(haul)).isEmpty();
        assertThat(home.collected().failureKind()).isEqualTo(FailureKind.NO_FRAMES);
    }

    @Test
    void previewsAreFetchedOverHttpEvenFromAServerWhoseOutputFolderCanBeRead() {
        List<ServerFile> files = List.of(new ServerFile("ComfyUI_temp_abcde_00001_.png", "", "temp"));
        DurableFiles.writeJson(home.attempt("render.json"), RenderedScene.report(home.job, files, false));

        assertThat(home.take(home.shared(60, 3)))
                .returns(false, FrameHaul::isShared)
                .returns(true, FrameHaul::wantsFrames);
    }

    @Test
    void whoeverTakesThePromptUpAfterAKillFetchesOnlyWhatWasNotStaged() throws IOException {
        // Given
        FrameCollector killed = home.overHttp(30, 300);
        FrameFile first = killed.due(home.take(killed)).get(0);
        killed.stage(first, new ByteArrayInputStream(Pngs.picture(32, 18, 1)));

        // When
        FrameCollector other = home.overHttp(30, 300);
        FrameHaul haul = home.take(other);

        // Then
        assertThat(other.lanes(haul, 4)).hasSize(CollectorHome.FRAMES - 1).doesNotContain(List.of(first));
        home.stageAll(other, haul);
        assertThat(other.publish(haul).state()).isEqualTo(SceneState.PUBLISHED);
    }

    @Test
    void aPublishedPromptIsNotFetchedAgain() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);
        home.stageAll(collector, haul);
        collector.publish(haul);

        // When
        FrameHaul again = home.take(collector);

        // Then
        assertThat(again.wantsFrames()).isFalse();
        assertThat(collector.publish(again).state()).isEqualTo(SceneState.PUBLISHED);
    }

    @Test
    void lateFramesAreWaitedForAtMostTheirTime() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);

        // When
        home.rounds(collector, haul);

        // Then
        assertThat(Duration.ofNanos(home.now)).isEqualTo(Duration.ofSeconds(30));
        collector.publish(haul);
        assertThat(home.collected().postExecutionTimeoutReached()).isTrue();
    }

    @Test
    void allRoundsOfFetchingTogetherTakeAtMostTheFrameWait() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(600, 12);
        FrameHaul haul = home.take(collector);

        // When
        home.rounds(collector, haul);

        // Then
        assertThat(Duration.ofNanos(home.now)).isEqualTo(Duration.ofSeconds(12));
        collector.publish(haul);
        assertThat(home.collected().fallbackNotes())
                .singleElement()
                .asString()
                .startsWith("FRAME_WAIT_TIMEOUT: frames were missing after 12 s");
    }

    @Test
    void noFrameIsAskedForAfterTheFrameWait() {
        FrameCollector collector = home.overHttp(600, 12);
        FrameHaul haul = home.take(collector);
        FrameFile frame = collector.due(haul).get(0);
        home.passes(12);

        assertThatThrownBy(() -> collector.viewQuery(haul, frame))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is over, 12 s");
    }

    @ParameterizedTest
    @CsvSource({"1, WAITING", "0, FAILED"})
    void aSceneWithoutItsFramesIsRenderedAgainAsLongAsItsBudgetLasts(int budget, SceneState state) throws IOException {
        // Given
        FrameCollector collector = home.collector(CollectorHome.settings(0, 300, 60, 3, budget), null);
        FrameHaul haul = home.take(collector);
        home.rounds(collector, haul);

        // When
        SceneRecord after = collector.publish(haul);

        // Then
        assertThat(after.state()).isEqualTo(state);
        assertThat(home.collected().failureKind()).isEqualTo(FailureKind.NO_FRAMES);
        assertThat(collector.publish(home.take(collector))).as("after a crash").isEqualTo(after);
    }

    @Test
    void aCancelledSceneStaysCancelled() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        FrameHaul haul = home.take(collector);
        home.stageAll(collector, haul);
        home.scene.store.save(RenderedScene.scene(SceneState.CANCELLED));

        // When
        SceneRecord after = collector.publish(haul);

        // Then
        assertThat(after.state()).isEqualTo(SceneState.CANCELLED);
        assertThat(home.scene.store.frames(STORY, SCENE)).doesNotExist();
    }
}
