package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.HEIGHT;
import static io.showrunner.frames.RenderedScene.SCENE;
import static io.showrunner.frames.RenderedScene.STORY;
import static io.showrunner.frames.RenderedScene.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.story.CollectReport;
import io.showrunner.story.FramesStaged;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that are here before their prompt has ended, and what becomes of them. */
class EarlyFramesTest {
    private static final String GPU = "gpu0";

    @TempDir
    Path folder;

    private CollectorHome home;

    @BeforeEach
    void aPromptThatIsExecuted() {
        home = new CollectorHome(folder);
    }

    @Test
    void framesOfASharedFolderAreTakenOverAndWhatChangedSinceIsCopiedAgain() throws IOException {
        // Given
        FrameCollector collector = home.shared(60, 3);
        home.early.begin(home.job);
        home.writeFrames(CollectorHome.FRAMES);
        for (int number = 1; number <= CollectorHome.FRAMES; number++) {
            home.early.copy(GPU, home.source(number).toString());
        }
        Object unchanged = fileKey(early(1));
        Files.write(home.source(2), Pngs.picture(WIDTH, HEIGHT, 77));
        Files.setLastModifiedTime(home.source(3), FileTime.from(Instant.parse("2026-11-26T10:00:00Z")));

        // When
        FrameHaul haul = home.take(collector);
        home.rounds(collector, haul);
        collector.publish(haul);

        // Then
        Path frames = home.scene.store.frames(STORY, SCENE);
        assertThat(fileKey(frames.resolve("frame_00001.png")))
                .as("moved, not copied")
                .isEqualTo(unchanged);
        for (int number = 1; number <= CollectorHome.FRAMES; number++) {
            assertThat(frames.resolve("frame_%05d.png".formatted(number))).hasSameBinaryContentAs(home.source(number));
        }
        assertThat(home.attempt("early")).doesNotExist();
        assertThat(haul.collected()).returns(CollectorHome.FRAMES, CollectReport::frameCount);
    }

    @Test
    void framesOverHttpAreTakenOverWhenTheServerSaysThatTheyHaveNotChanged() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        EarlyPrompt prompt = home.early.begin(home.job);
        home.early.keep(prompt, picture(1), Map.of("ETag", "\"one\""));
        home.early.keep(prompt, picture(2), Map.of("ETag", "\"two\""));

        // When
        FrameHaul haul = home.take(collector);
        for (FrameFile frame : collector.due(haul)) {
            boolean same = "\"one\"".equals(home.early.knownVersion(haul, frame));
            collector.take(haul, frame, same ? 304 : 200, same ? null : picture(home.numberOf(frame) * 10));
        }
        collector.look(haul);
        collector.publish(haul);

        // Then
        Path frames = home.scene.store.frames(STORY, SCENE);
        assertThat(frames.resolve("frame_00001.png")).hasBinaryContent(Pngs.picture(WIDTH, HEIGHT, 1));
        assertThat(frames.resolve("frame_00002.png")).hasBinaryContent(Pngs.picture(WIDTH, HEIGHT, 20));
        assertThat(frames.resolve("frame_00003.png")).hasBinaryContent(Pngs.picture(WIDTH, HEIGHT, 30));
    }

    @Test
    void aFrameThatIsGoneFromItsFolderIsAskedForWithoutACondition() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        home.early.keep(home.early.begin(home.job), picture(1), Map.of("ETag", "one"));
        FrameHaul haul = home.take(collector);
        FrameFile frame = collector.due(haul).get(0);

        // When
        Files.delete(early(1));

        // Then
        assertThat(home.early.knownVersion(haul, frame)).isNull();
        assertThatThrownBy(() -> collector.take(haul, frame, 304, null)).isInstanceOf(FrameProblem.class);
    }

    @Test
    void framesComeOverHttpInTheOrderInWhichTheyAreSavedUntilOneIsNotThere() throws IOException {
        // Given
        home.overHttp(30, 300);
        EarlyPrompt prompt = home.early.begin(home.job);
        prompt.beginLook();

        // When
        home.early.keep(prompt, picture(1), Map.of("ETag", "one"));

        // Then
        assertThat(prompt.wantsMore()).isTrue();
        assertThat(prompt.nextQuery()).startsWith("filename=frame_00002_.png&");
        assertThat(prompt.beginLook()).as("one look at a time").isFalse();
        home.early.notYet(prompt, new IOException("404"));
        assertThat(prompt.wantsMore()).isFalse();
    }

    @Test
    void looksBecomeRarerWhileNothingNewComes() throws IOException {
        // Given
        home.overHttp(30, 300);
        EarlyPrompt prompt = home.early.begin(home.job);

        // When
        for (int look = 1; look < 10; look++) {
            prompt.endLook();
        }

        // Then
        assertThat(prompt.endLook()).hasSeconds(1);
        home.early.keep(prompt, picture(1), Map.of("ETag", "one"));
        assertThat(prompt.endLook()).hasMillis(50);
    }

    @Test
    void aFrameWithoutAVersionOfItsOwnIsNotStaged() throws IOException {
        home.overHttp(30, 300);

        home.early.keep(home.early.begin(home.job), picture(1), Map.of());

        assertThat(home.attempt("early")).doesNotExist();
    }

    @Test
    void whatFailedOrBelongsToAProcessThatDiedIsThrownAway() throws IOException {
        // Given
        home.overHttp(30, 300);
        home.early.keep(home.early.begin(home.job), picture(1), Map.of("ETag", "one"));

        // When
        home.early.discard(home.job);

        // Then
        assertThat(home.attempt("early")).doesNotExist();
        Files.createDirectories(home.attempt("early"));
        Files.writeString(early(1), "of another process");
        home.early.begin(home.job);
        assertThat(home.attempt("early")).doesNotExist();
    }

    @Test
    void nothingIsStagedOnceTheFramesAreCollected() throws IOException {
        // Given
        FrameCollector collector = home.overHttp(30, 300);
        EarlyPrompt prompt = home.early.begin(home.job);
        home.take(collector);

        // When
        home.early.keep(prompt, picture(1), Map.of("ETag", "one"));

        // Then
        assertThat(early(1)).doesNotExist();
        assertThat(prompt.beginLook()).isFalse();
        assertThat(home.early.find(home.job.promptId())).isEmpty();
    }

    @Test
    void onlyTheFoldersOfPromptsThatTheServerExecutesAreLookedInto() {
        // Given
        home.shared(60, 3);
        Path prompts = home.source(1).getParent();

        // When
        home.early.begin(home.job);

        // Then
        assertThat(home.early.isOnTheWay(GPU, home.output.resolve("showrunner")))
                .isTrue();
        assertThat(home.early.isOnTheWay(GPU, prompts)).isTrue();
        assertThat(home.early.isOnTheWay(GPU, prompts.resolveSibling("another-prompt")))
                .isFalse();
        assertThat(home.early.isOnTheWay(GPU, home.output.resolve("showrunner/old-story")))
                .isFalse();
        assertThat(home.early.isOnTheWay("gpu1", prompts)).isFalse();
    }

    @Test
    void onlyWholeFramesOfThePromptAreTaken() throws IOException {
        // Given
        home.shared(60, 3);
        home.early.begin(home.job);
        home.writeFrames(1);
        byte[] png = Pngs.picture(WIDTH, HEIGHT, 2);
        Files.write(home.source(2), Arrays.copyOf(png, png.length / 2));
        Path foreign = Files.write(home.source(1).resolveSibling("other_00001_.png"), png);
        Path outside = Files.write(folder.resolve("outside.png"), png);
        Path link = Files.createSymbolicLink(home.source(3), outside);

        // Then
        assertThat(home.early.isWhole(GPU, home.source(1))).isTrue();
        assertThat(home.early.isWhole(GPU, home.source(2))).as("half written").isFalse();
        assertThat(home.early.isWhole(GPU, foreign)).as("not of SaveImage").isFalse();
        assertThat(home.early.isWhole(GPU, link)).as("a link out of the folder").isFalse();
        assertThat(home.early.isWhole("gpu1", home.source(1)))
                .as("of another server")
                .isFalse();
    }

    @Test
    void theOutputFolderTellsTheFramesOfAForgottenPromptOnceAllAreWhole() throws IOException {
        // Given
        home.shared(60, 3);
        home.writeFrames(CollectorHome.FRAMES - 1);
        assertThat(home.early.written(home.job)).isEmpty();
        byte[] png = Pngs.picture(WIDTH, HEIGHT, 3);
        Files.write(home.source(3), Arrays.copyOf(png, png.length / 2));
        assertThat(home.early.written(home.job)).isEmpty();

        // When
        Files.write(home.source(3), png);

        // Then
        assertThat(home.early.written(home.job)).isEqualTo(home.report.frames());
    }

    @Test
    void aSceneThatIsExecutedTellsHowManyOfItsFramesAreHere() throws IOException {
        // Given
        home.overHttp(30, 300);
        EarlyPrompt prompt = home.early.begin(home.job);
        home.early.keep(prompt, picture(1), Map.of("ETag", "one"));
        home.early.keep(prompt, picture(2), Map.of("ETag", "two"));

        // Then
        assertThat(FramesStaged.of(home.scene.store, home.scene.scene()))
                .contains(new FramesStaged(2, "scenes/" + SCENE + "/attempts/1/early/frame_00002_.png"));
    }

    private Path early(int number) {
        return home.attempt("early").resolve("frame_%05d_.png".formatted(number));
    }

    private static InputStream picture(int number) {
        return new ByteArrayInputStream(Pngs.picture(WIDTH, HEIGHT, number));
    }

    private static Object fileKey(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
