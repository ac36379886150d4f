package io.showrunner.simulator.picture;

import java.util.Objects;

/**
 * The scene that a simulated frame stands for.
 *
 * @param width pixels, 16 to 4096
 * @param height pixels, 16 to 4096
 * @param seed the sampler's seed; another seed gives another picture of the same scene
 * @param title shown in the caption
 * @param prompt its words choose the setting and what stands in it
 * @param mood its words choose the light when the prompt does not
 * @param palette colour names, separated by commas; empty means colours that suit the mood
 * @param cameraMovement such as "slow push-in" or "handheld"; empty means a slight drift
 */
public record PictureRequest(
        int width,
        int height,
        long seed,
        String title,
        String prompt,
        String mood,
        String palette,
        String cameraMovement) {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 4096;

    public PictureRequest {
        if (width < SMALLEST || width > LARGEST || height < SMALLEST || height > LARGEST) {
            throw new IllegalArgumentException("picture size " + width + "x" + height + " is outside " + SMALLEST
                    + " to " + LARGEST + " pixels a side");
        }
        title = Objects.requireNonNullElse(title, "");
        prompt = Objects.requireNonNullElse(prompt, "");
        mood = Objects.requireNonNullElse(mood, "");
        palette = Objects.requireNonNullElse(palette, "");
        cameraMovement = Objects.requireNonNullElse(cameraMovement, "");
    }
}
