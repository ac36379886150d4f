package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** Rows of trees that run to one point, robots or posts between them, under a sky or the ribs of an orbital habitat. */
final class Orchard {
    private static final double HORIZON = -2;
    private static final int RANKS = 8;

    private Orchard() {}

    static void paint(Shot shot) {
        boolean orbital = shot.words().any("orbital", "habitat", "orbit", "station", "space", "robot", "machine");
        Sky.paint(shot, HORIZON, 0, -6);
        if (orbital) {
            habitat(shot);
        }
        ground(shot);
        double way = shot.camera().travel() * 1.5;
        for (int rank = RANKS; rank >= 1; rank--) {
            rank(shot, rank - way % 1 + 0.35, rank + (int) way, orbital);
        }
        if (shot.words().any("oldest", "council", "root")) {
            oldest(shot);
        }
        shot.depth(0.3);
        shot.glow(0, HORIZON - 2, 30, shot.palette().glow(), shot.light().dark() ? 0.2 : 0.5);
        shot.fog(HORIZON - 8, HORIZON + 10, 0.4, 0.5);
    }

    private static void habitat(Shot shot) {
        if (!shot.light().dark()) {
            shot.block(-140, -90, 280, 180, Tint.alpha(shot.palette().high(), 0.45));
        }
        Color rib = shot.palette().tone(shot.light().dark() ? 0.4 : 0.93);
        for (int arch = 6; arch >= 1; arch--) {
            shot.depth(0.15 + 0.1 * (6 - arch));
            double radius = 150 / (arch + 0.6);
            Ellipse2D ring = new Ellipse2D.Double(-radius, HORIZON - radius * 0.8, radius * 2, radius * 1.75);
            double width = 5.5 / (arch + 0.6);
            shot.stroke(ring, width * 1.7, Tint.alpha(shot.palette().tone(0.3), 0.5));
            shot.stroke(ring, width, Tint.mix(rib, shot.palette().tone(0.62), arch / 9.0));
            for (double angle : new double[] {-2.2, -1.57, -0.94}) {
                double x = Math.cos(angle) * radius;
                double y = HORIZON + radius * 0.075 + Math.sin(angle) * radius * 0.875;
                shot.disc(x, y, width * 0.7, Tint.mix(shot.palette().glow(), Color.WHITE, 0.5));
                shot.glow(x, y, width * 5, shot.palette().glow(), 0.5);
            }
        }
    }

    private static void ground(Shot shot) {
        shot.depth(0.5);
        double lit = shot.light().dark() ? 0.3 : 0.66;
        Color grass = shot.palette().leaf();
        Color far = Tint.mix(shot.palette().tone(lit), Tint.at(grass, lit * 0.8), 0.65);
        shot.shade(
                new Rectangle2D.Double(-140, HORIZON, 280, 90),
                far,
                Tint.mix(shot.palette().tone(0.1), Tint.at(grass, 0.2), 0.55));
        shot.shade(
                Props.polygon(-1, HORIZON, 1, HORIZON, 38, 70, -38, 70),
                shot.palette().tone(0.95),
                Tint.mix(shot.palette().tone(0.45), shot.palette().glow(), 0.15));
        boolean glowing = shot.words().any("irrigation", "glowing", "root", "water", "line");
        for (int row = 1; row <= 4; row++) {
            channel(shot, row, glowing);
            channel(shot, -row, glowing);
        }
    }

    private static void channel(Shot shot, int row, boolean glowing) {
        Color line = glowing
                ? Tint.mix(shot.palette().glow(), Color.WHITE, 0.4)
                : shot.palette().tone(0.3);
        double foot = row * 40;
        shot.fill(
                Props.polygon(0.6 * row, HORIZON, foot - 0.9, 70, foot + 0.9, 70),
                Tint.alpha(line, glowing ? 0.95 : 0.4));
        for (int spot = 1; glowing && spot < 6; spot++) {
            double near = spot * spot / 30.0;
            double pulse = 0.4 + 0.15 * Math.sin(spot - shot.time() * 9);
            shot.glow(
                    foot * near,
                    HORIZON + 72 * near,
                    2.5 + 9 * near,
                    shot.palette().glow(),
                    pulse);
        }
    }

    private static void rank(Shot shot, double distance, int number, boolean orbital) {
        double size = 46 / Math.max(0.4, distance);
        double haze = Math.min(0.7, distance / 11);
        Color pale = shot.palette().tone(shot.light().horizon * 0.9);
        shot.depth(0.5);
        for (int column = 3; column >= 1; column--) {
            tree(shot, -column, size, haze, number);
            tree(shot, column, size, haze, number);
        }
        if (orbital && number % 2 == 0) {
            robots(shot, size, haze, pale);
        }
    }

    private static void tree(Shot shot, int column, double size, double haze, int number) {
        double x = Math.signum(column) * (Math.abs(column) * 1.18 - 0.42) * size;
        if (Math.abs(x) > 120) {
            return;
        }
        Color pale = shot.palette().tone(shot.light().horizon * 0.9);
        Color leaf = Tint.mix(shot.palette().tone(0.26), Tint.at(shot.palette().leaf(), 0.34), 0.72);
        Color lit = Tint.mix(leaf, shot.palette().glow(), 0.55);
        Color trunk = Tint.mix(shot.palette().tone(0.12), pale, haze);
        SplittableRandom chance = shot.chance("tree" + number + "/" + column);
        double foot = HORIZON + size * 0.72;
        Props.trunk(shot, x, foot, size * 1.05, trunk);
        Props.crown(shot, x, foot, size * 1.05, Tint.mix(leaf, pale, haze), Tint.mix(lit, pale, haze * 0.7), chance);
    }

    private static void oldest(Shot shot) {
        shot.depth(0.6);
        Color crown =
                Tint.mix(Tint.at(shot.palette().leaf(), 0.26), shot.palette().deep(), 0.3);
        shot.fill(
                Props.polygon(-9, 27, -3, 14, -2, -4, 3, -4, 4, 14, 11, 27, 4, 23, 0, 28, -4, 23),
                shot.palette().tone(0.07));
        Props.crown(shot, 0, 24, 50, crown, shot.palette().glow(), shot.chance("oldest"));
        for (int i = 0; i < 5; i++) {
            double angle = i * 0.55 - 1.1 + shot.time() * 0.3;
            double x = Math.sin(angle) * 42;
            double foot = 24 + Math.cos(angle) * 12;
            shot.shade(
                    Props.robot(x, foot, 11),
                    shot.palette().high(),
                    shot.palette().tone(0.3));
            shot.glow(x - 0.6, foot - 8.3, 4, shot.palette().glow(), 0.7);
        }
    }

    private static void robots(Shot shot, double size, double haze, Color pale) {
        for (int side = -1; side <= 1; side += 2) {
            double x = side * size * 0.42;
            double foot = HORIZON + size * 0.8;
            double height = size * 0.4;
            shot.fill(
                    new Ellipse2D.Double(x - height * 0.36, foot - height * 0.06, height * 0.75, height * 0.12),
                    Tint.alpha(Color.BLACK, 0.3));
            shot.shade(
                    Props.robot(x, foot, height),
                    Tint.mix(shot.palette().high(), pale, haze),
                    Tint.mix(shot.palette().tone(0.34), pale, haze));
            shot.disc(
                    x - height * 0.06,
                    foot - height * 0.76,
                    height * 0.045,
                    shot.palette().glow());
            shot.glow(
                    x - height * 0.06,
                    foot - height * 0.76,
                    height * 0.3,
                    shot.palette().glow(),
                    0.5);
        }
    }
}
