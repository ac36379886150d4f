package io.showrunner.film;

import static io.showrunner.film.FilmStory.SETTINGS;
import static io.showrunner.film.FilmStory.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.config.FilmSettings.Format;
import io.showrunner.config.FilmSettings.Webp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips, films and posters, made with the ffmpeg of this machine. */
class FilmTest {
    private static final int TITLE_FRAMES = 8 + 72 + 8;
    private static final int CARD_FRAMES = 8 + 36;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path root;

    @Test
    void scenesOfDifferentSizesBecomeOneFilmAsLargeAsTheLargest() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, SETTINGS)
                .written(2)
                .published(1, 4, 161, 91)
                .published(2, 3, 96, 96);

        // When
        FilmRecord made = story.deliver();

        // Then
        int frames = TITLE_FRAMES + 2 * CARD_FRAMES + 4 + 3;
        assertThat(made.notes()).isEmpty();
        assertThat(made.product("film.mp4")).hasValueSatisfying(film -> {
            assertThat(film.kind()).isEqualTo("h264");
            assertThat(film.width()).isEqualTo(162);
            assertThat(film.height()).isEqualTo(92);
            assertThat(film.frames()).isEqualTo(frames);
            assertThat(film.bytes())
                    .isEqualTo(story.folder.resolve("film.mp4").toFile().length());
        });
        assertThat(made.products())
                .extracting(Product::file)
                .contains("scenes/scene-001/clip.mp4", "scenes/scene-002/clip.mp4", "poster.png");
        assertThat(ImageIO.read(story.folder.resolve("poster.png").toFile()).getWidth())
                .isEqualTo(96);
        assertThat(leftovers(story)).isEmpty();
    }

    @Test
    void whateverATitleSaysItIsOnlyDrawn() {
        FilmStory story = new FilmStory(root, SETTINGS)
                .written(1)
                .titled("-i '; touch gone $(id) %{pts} \u65e5\u672c " + "an endless title ".repeat(200))
                .published(1, 3, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes()).isEmpty();
        assertThat(made.product("film.mp4")).map(Product::frames).contains(TITLE_FRAMES + CARD_FRAMES + 3);
    }

    @ParameterizedTest
    @CsvSource({"H264, clip.mp4, h264, h264", "H265, clip.mp4, h265, h265", "WEBP, clip.webp, webp, h264"})
    void aClipIsStoredAsTheSettingsSay(Format format, String file, String kind, String film) {
        FilmStory story = new FilmStory(root, settings(Extent.FILM, format, Webp.OFF, "ffmpeg", LONG))
                .written(1)
                .published(1, 5, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes()).isEmpty();
        assertThat(made.product("scenes/scene-001/" + file)).hasValueSatisfying(clip -> {
            assertThat(clip.kind()).isEqualTo(kind);
            assertThat(clip.frames()).isEqualTo(5);
        });
        assertThat(made.product("film.mp4")).map(Product::kind).contains(film);
    }

    @Test
    void onlyWhatChangedIsMadeAgain() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, SETTINGS).written(2).published(1, 3, 128, 72);
        FilmRecord first = story.deliver();
        FileTime clip = Files.getLastModifiedTime(story.folder.resolve("scenes/scene-001/clip.mp4"));
        assertThat(first.notes()).singleElement().asString().startsWith("FILM_WITHOUT_SCENES: 1 of 2");
        assertThat(story.deliver()).isEqualTo(first);

        // When
        FilmRecord second = story.published(2, 3, 128, 72).deliver();

        // Then
        assertThat(Files.getLastModifiedTime(story.folder.resolve("scenes/scene-001/clip.mp4")))
                .isEqualTo(clip);
        assertThat(second.notes()).isEmpty();
        assertThat(second.product("film.mp4")).map(Product::frames).contains(TITLE_FRAMES + 2 * CARD_FRAMES + 2 * 3);
    }

    @Test
    void withoutFfmpegThePicturesAreDrawnAndANoteSaysWhy() {
        FilmStory story = new FilmStory(root, settings(Extent.FILM, Format.H264, Webp.BESIDE, "/nowhere/ffmpeg", LONG))
                .written(1)
                .published(1, 3, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes())
                .hasSize(3)
                .allSatisfy(note -> assertThat(note).contains("/nowhere/ffmpeg"))
                .extracting(note -> note.substring(0, note.indexOf(':')))
                .containsExactlyInAnyOrder("NO_CLIPS", "NO_FILM", "NO_WEBP");
        assertThat(story.folder.resolve("poster.png")).isNotEmptyFile();
        assertThat(story.folder.resolve("film/title.png")).isNotEmptyFile();
        assertThat(story.folder.resolve("film/scene-001.png")).isNotEmptyFile();
    }

    @Test
    void anEncoderThatFailsLeavesANoteAndNoFile() throws IOException {
        Path failing =
                script("case \"$*\" in *-encoders*) echo ' V....D libx264 x';; *) echo 'no bits left'; exit 3;; esac");
        FilmStory story = new FilmStory(
                        root.resolve("stories"), settings(Extent.FILM, Format.H264, Webp.OFF, failing.toString(), LONG))
                .written(1)
                .published(1, 3, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes())
                .hasSize(2)
                .allSatisfy(note -> assertThat(note).startsWith("NOT_MADE").contains("exit code 3: no bits left"));
        assertThat(leftovers(story)).isEmpty();
        assertThat(story.folder.resolve("film.mp4")).doesNotExist();
    }

    @Test
    void aVideoThatIsNotWhatWasAskedForIsRemoved() throws IOException {
        Path forgetful = script("exec ffmpeg $(echo \"$*\" | sed 's/-f mp4/-frames:v 2 -f mp4/')");
        FilmStory story = new FilmStory(
                        root.resolve("stories"),
                        settings(Extent.CLIPS, Format.H264, Webp.OFF, forgetful.toString(), LONG))
                .written(1)
                .published(1, 3, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes()).singleElement().asString().endsWith("2 frames, not 3");
        assertThat(leftovers(story)).isEmpty();
        assertThat(story.folder.resolve("scenes/scene-001/clip.mp4")).doesNotExist();
    }

    @Test
    void losslessWebpTakeThePlaceOfFramesOnceEveryPixelWasCompared() throws IOException {
        // Given
        FilmStory story = new FilmStory(root, settings(Extent.FILM, Format.H264, Webp.INSTEAD, "ffmpeg", LONG))
                .written(1)
                .published(1, 3, 128, 72);

        // When
        FilmRecord made = story.deliver();

        // Then
        assertThat(made.notes()).isEmpty();
        assertThat(names(story.folder.resolve("scenes/scene-001/frames-webp")))
                .containsExactly("frame_00001.webp", "frame_00002.webp", "frame_00003.webp");
        assertThat(names(story.folder.resolve("scenes/scene-001/frames"))).isEmpty();
        assertThat(story.deliver().notes()).singleElement().asString().startsWith("FILM_KEPT");
        assertThat(story.folder.resolve("film.mp4")).isNotEmptyFile();
    }

    @Test
    void framesStayWhenTheirWebpHaveOtherPixels() throws IOException {
        Path careless = script("exec ffmpeg $(echo \"$*\" | sed 's/-lossless 1/-lossless 0 -q:v 10/')");
        FilmStory story = new FilmStory(
                        root.resolve("stories"),
                        settings(Extent.CLIPS, Format.H264, Webp.INSTEAD, careless.toString(), LONG))
                .written(1)
                .published(1, 3, 128, 72);

        FilmRecord made = story.deliver();

        assertThat(made.notes()).singleElement().asString().endsWith("their pixels are not those of the PNG");
        assertThat(names(story.folder.resolve("scenes/scene-001/frames"))).hasSize(3);
        assertThat(story.folder.resolve("scenes/scene-001/frames-webp")).doesNotExist();
        assertThat(leftovers(story)).isEmpty();
    }

    private Path script(String line) throws IOException {
        Path script = Files.writeString(root.resolve("ffmpeg.sh"), "#!/bin/sh\n" + line + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static List<String> leftovers(FilmStory story) throws IOException {
        try (Stream<Path> files = Files.walk(story.folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".tmp-") || name.endsWith("staging") || name.equals("fades"))
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
