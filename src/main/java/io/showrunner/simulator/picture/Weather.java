package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.SplittableRandom;

/** What hangs or falls in the air in front of the lens: rain, snow, petals, dust, embers. */
final class Weather {
    private Weather() {}

    static void paint(Shot shot, boolean outdoors) {
        Words words = shot.words();
        shot.depth(0.9);
        if (outdoors && words.any("rain", "rainy", "downpour", "drizzle", "storm")) {
            rain(shot);
        }
        if (outdoors && words.any("snow", "snowy", "blizzard")) {
            drift(shot, "snow", 120, Tint.mix(shot.palette().high(), Color.WHITE, 0.6), 30, 0.5);
        }
        if (words.any("petal", "blossom", "leaf", "leaves")) {
            petals(shot);
        }
        if (words.any("dust", "pollen", "mote", "particle", "spore", "chaff", "ash")) {
            drift(shot, "dust", 80, Tint.mix(shot.palette().glow(), Color.WHITE, 0.3), -5, 0.34);
        }
        if (words.any("ember", "spark", "firefly", "fireflies")) {
            drift(shot, "embers", 46, shot.palette().glow(), -22, 0.4);
        }
    }

    private static void rain(Shot shot) {
        SplittableRandom chance = shot.chance("rain");
        Color drop = Tint.mix(shot.palette().high(), new Color(0xcfdbe6), 0.5);
        for (int i = 0; i < 130; i++) {
            double x = chance.nextDouble(-100, 100);
            double fall = (chance.nextDouble() + shot.time() * chance.nextDouble(6, 9)) % 1;
            double y = fall * 120 - 60;
            double length = chance.nextDouble(3, 8);
            shot.line(x, y, x - length * 0.22, y + length, 0.11, Tint.alpha(drop, 0.16 + chance.nextDouble(0.18)));
        }
    }

    private static void drift(Shot shot, String kind, int count, Color colour, double fall, double size) {
        SplittableRandom chance = shot.chance(kind);
        for (int i = 0; i < count; i++) {
            double sway = Math.sin(shot.time() * 5 + i) * 2;
            double x = chance.nextDouble(-95, 95) + sway;
            double y =
                    Math.floorMod((int) ((chance.nextDouble() * 110 + shot.time() * fall) * 100), 11000) / 100.0 - 55;
            double radius = size * (0.3 + Math.pow(chance.nextDouble(), 3) * 2.2);
            shot.disc(x, y, radius, Tint.alpha(colour, Math.min(0.75, 0.22 / radius)));
        }
    }

    private static void petals(Shot shot) {
        SplittableRandom chance = shot.chance("petals");
        Color petal = Tint.mix(shot.palette().high(), new Color(0xf0b9c6), 0.55);
        for (int i = 0; i < 34; i++) {
            double x = chance.nextDouble(-90, 90) + shot.time() * chance.nextDouble(-9, 9);
            double y = chance.nextDouble(-48, 48) + shot.time() * chance.nextDouble(-7, 5);
            double size = 0.5 + 2.1 * Math.pow(chance.nextDouble(), 3);
            double tilt = 0.35 + 0.55 * Math.abs(Math.sin(i + shot.time() * 4));
            shot.fill(
                    new Ellipse2D.Double(x, y, size * 2, size * 2 * tilt),
                    Tint.alpha(
                            Tint.mix(petal, shot.palette().high(), chance.nextDouble()),
                            0.55 + chance.nextDouble(0.35)));
        }
    }
}
