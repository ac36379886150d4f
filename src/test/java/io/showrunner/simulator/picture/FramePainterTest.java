package io.showrunner.simulator.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramePainterTest {
    private static final String PROMPT = "A lighthouse on a cliff above the sea at dusk, beam through fog";

    @Test
    void paintsTheSamePixelsForTheSameRequest() {
        assertThat(pixels(scene(7, "crane up"), 3)).isEqualTo(pixels(scene(7, "crane up"), 3));
    }

    @Test
    void paintsAnotherPictureForAnotherSeed() {
        assertThat(changed(pixels(scene(7, "locked"), 3), pixels(scene(8, "locked"), 3)))
                .isGreaterThan(0.2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow push-in", "dolly back", "pan left", "orbit", "crane up", "tilt down", "handheld", ""})
    void showsTheCameraMoveFromFrameToFrame(String move) {
        assertThat(changed(pixels(scene(7, move), 0), pixels(scene(7, move), 24)))
                .isGreaterThan(0.15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger pages",
                "reel-to-reel tape",
                "bud opening",
                "lamp room, keeper",
                "ticket counter",
                "a kitchen window",
                "corridor",
                "lower deck between cars",
                "orbital orchard row",
                "roots and irrigation",
                "wheat field with a mast",
                "field parting in a line",
                "workshop bench",
                "sponge river in the workshop",
                "kiln",
                "lighthouse by the sea",
                "gallery rail above the sea",
                "ferry bow",
                "city street in rain",
                "planet and station",
                "pine forest",
                "desert dunes",
                "mountain road in snow",
                "nothing that it knows"
            })
    void paintsEverySettingWithDepthFromShadowToLight(String prompt) {
        BufferedImage image =
                FramePainter.paint(new PictureRequest(320, 180, 11, "Scene", prompt, "hopeful", "", "static"), 12, 25);

        Set<Integer> levels =
                Arrays.stream(pixels(image)).mapToObj(p -> (p >> 8 & 255) / 16).collect(Collectors.toSet());
        assertThat(levels).as("brightness levels of " + prompt).hasSizeGreaterThan(6);
    }

    @ParameterizedTest
    @CsvSource({"16,16", "64,64", "576,1024", "1001,333"})
    void paintsAnySize(int width, int height) {
        BufferedImage image =
                FramePainter.paint(new PictureRequest(width, height, 1, "Title", PROMPT, "", "", ""), 0, 1);

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void takesTheColoursOfThePalette() {
        double warm = warmth(new PictureRequest(320, 180, 5, "", "desert dunes", "", "rust, amber, sand", "static"));
        double cold = warmth(new PictureRequest(320, 180, 5, "", "desert dunes", "", "navy, teal, ice", "static"));

        assertThat(warm).isGreaterThan(cold + 20);
    }

    @Test
    void acceptsTextThatNoOneWouldDraw() {
        PictureRequest odd =
                new PictureRequest(320, 180, -1, "\u0000\ud83d\ude00 " + "x".repeat(5000), null, null, ",,&", "\n");

        assertThat(FramePainter.paint(odd, 0, 1)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"-1,25", "25,25", "0,0"})
    void refusesAFrameThatIsNotInTheScene(int frame, int frames) {
        assertThatThrownBy(() -> FramePainter.paint(scene(1, ""), frame, frames))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("frame " + frame);
    }

    @Test
    void refusesAPictureThatWouldNotFitIntoMemory() {
        assertThatThrownBy(() -> new PictureRequest(100_000, 100_000, 1, "", "", "", "", ""))
                .hasMessageContaining("100000x100000");
    }

    private static PictureRequest scene(long seed, String move) {
        return new PictureRequest(320, 180, seed, "Salt", PROMPT, "wistful", "slate, brass, bone white", move);
    }

    private static int[] pixels(PictureRequest request, int frame) {
        return pixels(FramePainter.paint(request, frame, 25));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** The share of pixels that differ by more than the grain of the film. */
    private static double changed(int[] before, int[] after) {
        int differing = 0;
        for (int i = 0; i < before.length; i++) {
            if (Math.abs((before[i] >> 8 & 255) - (after[i] >> 8 & 255)) > 7) {
                differing++;
            }
        }
        return (double) differing / before.length;
    }

    private static double warmth(PictureRequest request) {
        return Arrays.stream(pixels(request, 0))
                .mapToDouble(p -> (p >> 16 & 255) - (p & 255))
                .average()
                .orElseThrow();
    }
}
