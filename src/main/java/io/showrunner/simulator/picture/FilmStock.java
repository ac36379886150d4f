package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** The last pass over the pixels: fog and light are laid on, the corners darken, fine grain is added. */
final class FilmStock {
    private static final int GRAINS = 1 << 14;
    private static final byte[] GRAIN = new byte[GRAINS];

    static {
        SplittableRandom chance = new SplittableRandom(16);
        for (int grain = 0; grain < GRAINS; grain++) {
            GRAIN[grain] = (byte) (chance.nextInt(4) + chance.nextInt(4) - 3);
        }
    }

    private FilmStock() {}

    static void develop(Shot shot, int frame) {
        int width = shot.image().getWidth();
        int height = shot.image().getHeight();
        int[] pixels = ((DataBufferInt) shot.image().getRaster().getDataBuffer()).getData();
        LightMap lights = shot.lights();
        float[] line = new float[lights.columns * 4];
        Color haze = Tint.mix(
                shot.palette().tone(shot.light().horizon * 0.8), shot.palette().high(), 0.15);
        int[] fog = {haze.getRed(), haze.getGreen(), haze.getBlue()};
        SplittableRandom chance =
                new SplittableRandom(frame * 7919L + shot.chance("grain").nextInt());
        int[] corner = corners(width);
        for (int y = 0; y < height; y++) {
            gather(lights, y, line);
            double fromMiddle = 2.0 * y / height - 1;
            int shade = 256 - (int) (46 * fromMiddle * fromMiddle);
            row(pixels, y * width, line, fog, corner, shade, chance.nextInt(GRAINS));
        }
    }

    private static int[] corners(int width) {
        int[] corner = new int[width];
        for (int x = 0; x < width; x++) {
            double fromMiddle = 2.0 * x / width - 1;
            corner[x] = 256 - (int) (66 * fromMiddle * fromMiddle * fromMiddle * fromMiddle);
        }
        return corner;
    }

    private static void gather(LightMap lights, int y, float[] line) {
        int top = y / LightMap.STEP * lights.columns;
        int bottom = top + lights.columns;
        float share = (float) (y % LightMap.STEP) / LightMap.STEP;
        for (int column = 0; column < lights.columns; column++) {
            line[column * 4] = mix(lights.red, top + column, bottom + column, share);
            line[column * 4 + 1] = mix(lights.green, top + column, bottom + column, share);
            line[column * 4 + 2] = mix(lights.blue, top + column, bottom + column, share);
            line[column * 4 + 3] = mix(lights.fog, top + column, bottom + column, share);
        }
    }

    private static float mix(float[] values, int top, int bottom, float share) {
        return values[top] + (values[bottom] - values[top]) * share;
    }

    private static void row(int[] pixels, int start, float[] line, int[] fog, int[] corner, int shade, int grain) {
        for (int x = 0; x < corner.length; x++) {
            int cell = x / LightMap.STEP * 4;
            float share = (float) (x % LightMap.STEP) / LightMap.STEP;
            int pixel = pixels[start + x];
            float cover = line[cell + 3] + (line[cell + 7] - line[cell + 3]) * share;
            int dark = shade * corner[x];
            int grit = GRAIN[grain + x & GRAINS - 1];
            int red = level(pixel >> 16 & 255, fog[0], cover, line[cell], line[cell + 4], share, dark, grit);
            int green = level(pixel >> 8 & 255, fog[1], cover, line[cell + 1], line[cell + 5], share, dark, grit);
            int blue = level(pixel & 255, fog[2], cover, line[cell + 2], line[cell + 6], share, dark, grit);
            pixels[start + x] = red << 16 | green << 8 | blue;
        }
    }

    private static int level(int base, int fog, float cover, float left, float right, float share, int dark, int grit) {
        float veiled = base + (fog - base) * cover;
        float light = left + (right - left) * share;
        float lit = veiled + light * (270 - veiled);
        int value = (int) (lit * dark / 65536f) + grit;
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
