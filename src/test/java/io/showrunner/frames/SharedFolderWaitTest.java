package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.NOW;
import static io.showrunner.frames.RenderedScene.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.SceneState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When files of a shared folder may be copied that no history confirms: a done marker, rest, or the end of their time. */
class SharedFolderWaitTest {
    private static final int FRAMES = CollectorHome.FRAMES;

    @TempDir
    Path folder;

    private CollectorHome home;

    @BeforeEach
    void aRenderedPrompt() {
        home = new CollectorHome(folder, false);
    }

    @Test
    void nothingIsWaitedForWhenTheHistoryNamesFilesThatAreWhole() throws IOException {
        // Given
        CollectorHome confirmed = new CollectorHome(folder.resolve("confirmed"));
        confirmed.writeFrames(FRAMES);
        confirmed.writeMarker(NOW.plusSeconds(19), FRAMES);
        FrameCollector collector = confirmed.shared(60, 3);
        FrameHaul haul = confirmed.take(collector);

        // When
        confirmed.rounds(collector, haul);
        collector.publish(haul);

        // Then
        assertThat(confirmed.now).isZero();
        assertThat(confirmed.collected())
                .returns(FRAMES, CollectReport::frameCount)
                .returns(true, CollectReport::doneMarkerDetected);
    }

    @Test
    void anAcceptedDoneMarkerEndsTheWaitForRest() throws IOException {
        // Given
        home.writeFrames(FRAMES);
        home.writeMarker(NOW.plusSeconds(19), FRAMES);
        FrameCollector collector = home.shared(60, 3);
        FrameHaul haul = home.take(collector);

        // When
        collector.look(haul);
        home.copyAll(collector, haul);
        collector.look(haul);
        collector.publish(haul);

        // Then
        assertThat(home.now).isZero();
        assertThat(home.collected())
                .returns(true, CollectReport::doneMarkerDetected)
                .returns(false, CollectReport::forcedCopyTriggered);
    }

    @ParameterizedTest
    @CsvSource({"-1, 3, its time is", "19, 2, it counts 2 frames"})
    void aMarkerThatIsNotBelievedLeavesItToTheWindow(long second, int count, String why) throws IOException {
        // Given
        home.writeFrames(FRAMES);
        home.writeMarker(NOW.plusSeconds(second), count);
        FrameCollector collector = home.shared(60, 3);
        FrameHaul haul = home.take(collector);

        // When
        home.rounds(collector, haul);
        collector.publish(haul);

        // Then
        assertThat(Duration.ofNanos(home.now)).isEqualTo(Duration.ofSeconds(2));
        assertThat(home.collected().doneMarkerDetected()).isFalse();
        assertThat(home.collected().warnings()).singleElement().asString().contains(why);
    }

    @Test
    void aMarkerThatCannotBeReadIsNoReasonToFail() throws IOException {
        // Given
        home.writeFrames(FRAMES);
        DurableFiles.write(
                home.output.resolve(home.job.filenamePrefix() + ".done"), "{".getBytes(StandardCharsets.UTF_8));
        FrameCollector collector = home.shared(60, 3);
        FrameHaul haul = home.take(collector);

        // When
        home.rounds(collector, haul);

        // Then
        assertThat(collector.publish(haul).state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(home.collected().warnings()).singleElement().asString().contains("was not believed");
    }

    @Test
    void aMarkerThatComesLaterIsSeenWithinHalfASecond() throws IOException {
        // Given
        home.writeFrames(FRAMES);
        FrameCollector collector = home.shared(60, 3);
        FrameHaul haul = home.take(collector);
        collector.look(haul);
        assertThat(haul.pauseMillis()).isLessThanOrEqualTo(500);

        // When
        home.writeMarker(NOW.plusSeconds(19), FRAMES);
        home.now += Duration.ofMillis(haul.pauseMillis()).toNanos();
        collector.look(haul);

        // Then
        assertThat(collector.due(haul)).hasSize(FRAMES);
    }

    @ParameterizedTest
    @CsvSource({"60, 3, 6", "4, 3, 4", "0, 3, 0"})
    void filesThatNeverRestAreTakenWhenTheirTimeIsOver(int markerTimeout, int retries, long seconds)
            throws IOException {
        // Given
        home.writeFrames(FRAMES);
        FrameCollector collector = home.shared(markerTimeout, retries);
        FrameHaul haul = home.take(collector);

        // When
        int touched = 0;
        collector.look(haul);
        while (collector.due(haul).isEmpty()) {
            home.now += Duration.ofMillis(haul.pauseMillis()).toNanos();
            Files.setLastModifiedTime(home.source(1), FileTime.from(NOW.plusSeconds(++touched)));
            collector.look(haul);
        }
        home.copyAll(collector, haul);
        collector.publish(haul);

        // Then
        assertThat(Duration.ofNanos(home.now)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(home.collected()).returns(true, CollectReport::forcedCopyTriggered);
        assertThat(home.collected().fallbackNotes()).singleElement().asString().startsWith("FORCED_COPY: ");
        assertThat(home.scene.store.folder(STORY).resolve(home.collected().forcedCopyDebugPath()))
                .exists();
    }
}
