package io.showrunner.assemble;

import java.awt.Color;
import java.awt.image.BufferedImage;

/** The colour that goes with a picture. */
public final class Accent {
    private static final int SAMPLES = 16;

    private Accent() {}

    /** Its average colour, made light enough to read on a dark ground. */
    public static Color of(BufferedImage picture) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            int x = (2 * (i % SAMPLES) + 1) * picture.getWidth() / (2 * SAMPLES);
            int y = (2 * (i / SAMPLES) + 1) * picture.getHeight() / (2 * SAMPLES);
            Color color = new Color(picture.getRGB(x, y));
            red += color.getRed();
            green += color.getGreen();
            blue += color.getBlue();
        }
        int all = SAMPLES * SAMPLES;
        float[] hsb = Color.RGBtoHSB((int) (red / all), (int) (green / all), (int) (blue / all), null);
        return Color.getHSBColor(hsb[0], Math.min(0.6f, hsb[1] * 1.4f), 0.86f);
    }
}
