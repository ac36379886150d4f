package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.SplittableRandom;

/** The sky: a gradient to the horizon, clouds, and a sun or moon. Computed at a quarter of the resolution, then enlarged. */
final class Sky {
    private static final int STEP = LightMap.STEP;

    private Sky() {}

    /** Paints the whole picture as sky; the horizon and the disc are in picture units. */
    static void paint(Shot shot, double horizon, double discX, double discY) {
        shot.depth(0.05);
        BufferedImage image = shot.image();
        int columns = image.getWidth() / STEP + 2;
        int rows = image.getHeight() / STEP + 2;
        int[] small = new int[columns * rows];
        double[] unit = {0, horizon, 0, -45};
        shot.brush().getTransform().transform(unit, 0, unit, 0, 2);
        for (int row = 0; row < rows; row++) {
            double height = (row * STEP - unit[3]) / Math.max(1, unit[1] - unit[3]);
            row(shot, small, row, columns, rows, Math.max(0, Math.min(1, height)));
        }
        enlarge(small, columns, image);
        disc(shot, discX, discY);
        if (shot.light() == Light.NIGHT) {
            stars(shot, horizon, 120);
        }
    }

    private static void row(Shot shot, int[] small, int row, int columns, int rows, double height) {
        Light light = shot.light();
        Palette palette = shot.palette();
        Noise noise = shot.noise("clouds");
        double tone = light.top + (light.horizon - light.top) * Math.pow(height, 1.6);
        Color base = Tint.mix(palette.tone(tone), palette.glow(), light.disc * 0.5 * Math.pow(height, 5));
        Color lit = Tint.mix(palette.tone(Math.min(1, tone + 0.25)), palette.glow(), 0.2 + 0.3 * height);
        Color dim = palette.tone(tone * 0.72);
        double stretch = 2 + 7 * height * height;
        double drift = shot.time() * 0.35 + shot.camera().x() * 0.01;
        for (int column = 0; column < columns; column++) {
            double x = (double) column / rows;
            double cloud = noise.layered(x * 2.4 + drift, height * stretch + 3, 4);
            double cover = (cloud - 0.47) * 3.2;
            Color colour = cover > 0 ? Tint.mix(base, lit, cover * 0.75) : Tint.mix(base, dim, -cover * 0.6);
            small[row * columns + column] = colour.getRGB();
        }
    }

    private static void disc(Shot shot, double x, double y) {
        Light light = shot.light();
        Color colour = light == Light.NIGHT
                ? Tint.mix(shot.palette().high(), new Color(0xdfe8f5), 0.6)
                : Tint.mix(shot.palette().glow(), Color.WHITE, 0.35);
        shot.glow(x, y, 34, colour, light.disc * 0.42);
        if (light == Light.NIGHT || light == Light.DAWN || light == Light.DUSK) {
            double radius = light == Light.NIGHT ? 2.4 : 3.6;
            shot.glow(x, y, radius * 3.4, colour, 0.5);
            shot.disc(x, y, radius, Tint.alpha(colour, 0.85));
        }
    }

    static void stars(Shot shot, double horizon, int count) {
        shot.depth(0.02);
        SplittableRandom chance = shot.chance("stars");
        for (int star = 0; star < count; star++) {
            double x = chance.nextDouble(-95, 95);
            double y = chance.nextDouble(-52, Math.max(-50, horizon - 4));
            double size = 0.08 + 0.2 * Math.pow(chance.nextDouble(), 4);
            double twinkle = 0.6 + 0.4 * Math.sin(star * 1.7 + shot.time() * 9);
            shot.disc(x, y, size, Tint.alpha(shot.palette().high(), 0.75 * twinkle));
        }
    }

    private static void enlarge(int[] small, int columns, BufferedImage image) {
        int width = image.getWidth();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int y = 0; y < image.getHeight(); y++) {
            int above = y / STEP * columns;
            int share = y % STEP;
            for (int x = 0; x < width; x++) {
                int cell = above + x / STEP;
                int left = blend(small[cell], small[cell + columns], share);
                int right = blend(small[cell + 1], small[cell + columns + 1], share);
                pixels[y * width + x] = blend(left, right, x % STEP);
            }
        }
    }

    private static int blend(int a, int b, int quarters) {
        int even = ((a & 0xff00ff) * (STEP - quarters) + (b & 0xff00ff) * quarters) >>> 2 & 0xff00ff;
        int odd = ((a >>> 8 & 0xff) * (STEP - quarters) + (b >>> 8 & 0xff) * quarters) >>> 2 & 0xff;
        return even | odd << 8;
    }
}
