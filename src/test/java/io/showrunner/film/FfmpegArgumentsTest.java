package io.showrunner.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ffmpeg is told: numbers, and names that we gave. */
class FfmpegArgumentsTest {
    private static final Playlist LIST = new Playlist(Path.of("stories/story-a"), ".tmp-frames-1");

    @ParameterizedTest
    @EnumSource
    void onlyFilesAreReadAndOnlyPngAndNothingIsAsked(Codec codec) {
        List<String> words = FfmpegArguments.video(
                new Video(codec, 64, 36, 24, 9), FilmStory.SETTINGS, LIST, "scenes/scene-001/.tmp-clip");

        assertThat(words)
                .containsSubsequence(
                        "-nostdin",
                        "-protocol_whitelist",
                        "file",
                        "-format_whitelist",
                        "concat,png_pipe",
                        "-codec_whitelist",
                        "png",
                        "-f",
                        "concat",
                        "-safe",
                        "1",
                        "-i",
                        "file:.tmp-frames-1",
                        "-r",
                        "24",
                        "-c:v",
                        codec.encoder(),
                        "-f",
                        codec.suffix())
                .endsWith("file:scenes/scene-001/.tmp-clip");
    }

    @Test
    void picturesAreScaledIntoTheVideoAndGivenTheColoursOfVideo() {
        assertThat(FfmpegArguments.video(new Video(Codec.H264, 64, 36, 24, 9), FilmStory.SETTINGS, LIST, "film.mp4"))
                .contains("+faststart", "18", "bt709", "tv")
                .filteredOn(word -> word.startsWith("scale="))
                .singleElement()
                .asString()
                .startsWith("scale=64:36:force_original_aspect_ratio=decrease")
                .contains("format=yuv420p,pad=64:36:-1:-1:color=black,setsar=1");
    }

    @Test
    void everyPictureOfAListIsShownForOneFrame() {
        assertThat(Playlist.text(List.of("film/title.png", "scenes/scene-001/frames/frame_00001.png"), 24))
                .isEqualTo("""
                        ffconcat version 1.0
                        file 'film/title.png'
                        duration 0.041667
                        file 'scenes/scene-001/frames/frame_00001.png'
                        duration 0.041667
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../frame.png",
                "frames/../../x.png",
                "/etc/passwd",
                "-i",
                ".hidden.png",
                "a'b.png",
                "a\nfile 'b",
                "http://x/y.png",
                "a b.png",
                ""
            })
    void aNameThatWeCannotHaveGivenIsRefused(String name) {
        assertThatThrownBy(() -> Playlist.text(List.of(name), 24)).isInstanceOf(IllegalArgumentException.class);
    }
}
