package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** A close-up on a desk: an open book with handwriting, or a tape recorder before a dark window. */
final class TableTop {
    private TableTop() {}

    static void paint(Shot shot) {
        shot.depth(0.3);
        shot.shade(
                new Rectangle2D.Double(-140, -80, 280, 160),
                shot.palette().tone(0.04),
                shot.palette().tone(0.16));
        if (shot.words().any("reel", "tape", "recorder", "playback", "radio")) {
            window(shot);
            recorder(shot);
        } else {
            wood(shot);
            book(shot);
        }
    }

    private static void wood(Shot shot) {
        shot.depth(0.45);
        Noise noise = shot.noise("wood");
        for (int board = 0; board < 9; board++) {
            double y = -50 + board * 12;
            Color plank = Tint.mix(shot.palette().tone(0.2 + 0.14 * noise.at(board, 3)), new Color(0x5a3a22), 0.4);
            shot.shadeAcross(
                    new Rectangle2D.Double(-130, y, 260, 11.7),
                    plank,
                    shot.palette().tone(0.05));
            for (int grain = 0; grain < 3; grain++) {
                double at = y + 2 + grain * 3.4;
                shot.line(
                        -130,
                        at,
                        130,
                        at + noise.at(grain, board) * 2,
                        0.15,
                        Tint.alpha(shot.palette().shadow(), 0.4));
            }
        }
        shot.beam(-105, -60, 0.55, 0.26, 220, shot.palette().glow(), 0.75);
    }

    private static void book(Shot shot) {
        shot.depth(0.7);
        AffineTransform view = shot.brush().getTransform();
        shot.brush().rotate(-0.13);
        shot.fill(Props.polygon(-72, -27, 0, -31, 74, -24, 80, 44, 2, 40, -80, 42), Tint.alpha(Color.BLACK, 0.5));
        shot.fill(
                Props.polygon(-73, -30, 0, -33, 73, -28, 78, 40, 0, 36, -79, 39),
                Tint.mix(shot.palette().tone(0.25), new Color(0x5b2f22), 0.5));
        page(shot, -1);
        page(shot, 1);
        shot.shadeAcross(
                Props.polygon(-7, -31.5, 0, -30.5, 0, 35.5, -7, 35),
                Tint.alpha(Color.BLACK, 0),
                Tint.alpha(Color.BLACK, 0.4));
        shot.shadeAcross(
                Props.polygon(0, -30.5, 7, -31.5, 7, 35, 0, 35.5),
                Tint.alpha(Color.BLACK, 0.4),
                Tint.alpha(Color.BLACK, 0));
        pen(shot);
        shot.brush().setTransform(view);
        shot.glow(-50, -20, 60, shot.palette().glow(), 0.4);
    }

    private static void page(Shot shot, int side) {
        Path2D paper = new Path2D.Double();
        paper.moveTo(0, -30.5);
        paper.curveTo(side * 18, -36, side * 46, -33, side * 70, -29.5);
        paper.lineTo(side * 74.5, 36);
        paper.curveTo(side * 46, 33, side * 18, 31, 0, 35.5);
        paper.closePath();
        Color sheet = Tint.mix(shot.palette().tone(0.9), new Color(0xe6d6b0), 0.55);
        Color shaded = Tint.mix(sheet, shot.palette().tone(0.35), 0.6);
        shot.shadeAcross(
                paper,
                side < 0 ? sheet : Tint.mix(sheet, shaded, 0.35),
                side < 0 ? Tint.mix(sheet, shaded, 0.35) : shaded);
        SplittableRandom chance = shot.chance("ink" + side);
        for (int row = 0; row < 13; row++) {
            row(shot, side, row, 0.62 + chance.nextDouble(0.36), chance);
        }
    }

    /** One ruled line; the lower rows of the right page are written while we watch, by another hand. */
    private static void row(Shot shot, int side, int row, double share, SplittableRandom chance) {
        double y = -24 + row * 4.4;
        double left = side < 0 ? -66 - row * 0.28 : 7;
        double right = side < 0 ? -8 : 63 + row * 0.28;
        shot.line(left, y + 1.2, right, y + 1.2, 0.12, Tint.alpha(shot.palette().tone(0.4), 0.6));
        boolean second = side > 0 && row > 7;
        Color ink = second
                ? Tint.mix(shot.palette().accent(), Color.BLACK, 0.7)
                : Tint.mix(shot.palette().shadow(), new Color(0x1d2440), 0.5);
        double written = second ? Math.max(0, Math.min(1, shot.time() * 6 - (row - 8))) : 1;
        handwriting(shot, chance, left + 1, left + (right - left) * share * written, y, ink);
    }

    private static void handwriting(Shot shot, SplittableRandom chance, double from, double to, double y, Color ink) {
        Path2D line = new Path2D.Double();
        double x = from;
        line.moveTo(x, y);
        int letters = 0;
        while (letters++ < 60) {
            double step = 0.6 + chance.nextDouble(0.55);
            double height = chance.nextInt(5) == 0 ? 2.5 : 1.1;
            boolean gap = chance.nextInt(6) == 0;
            if (x + step > to) {
                continue;
            }
            if (gap) {
                line.moveTo(x + step + 0.7, y + 0.6);
            } else {
                line.curveTo(x + step * 0.2, y - height, x + step * 0.9, y - height, x + step * 0.6, y + 0.5);
            }
            x += gap ? step + 0.7 : step;
        }
        shot.stroke(line, 0.3, Tint.alpha(ink, 0.88));
    }

    private static void pen(Shot shot) {
        double x = 30 + 12 * shot.time();
        double y = 20 + 2 * shot.time();
        shot.stroke(Props.polygon(x + 1, y + 2, x + 42, y - 16), 2.6, Tint.alpha(Color.BLACK, 0.3));
        shot.stroke(
                Props.polygon(x + 4, y - 2, x + 42, y - 20), 2.4, shot.palette().tone(0.1));
        shot.stroke(
                Props.polygon(x + 14, y - 7.3, x + 42, y - 20.6),
                0.5,
                Tint.alpha(shot.palette().high(), 0.7));
        shot.fill(
                Props.polygon(x - 1, y + 0.6, x + 4, y - 3.2, x + 5.4, y - 0.8),
                Tint.mix(shot.palette().glow(), shot.palette().tone(0.4), 0.3));
    }

    private static void window(Shot shot) {
        shot.depth(0.4);
        shot.shade(
                new Rectangle2D.Double(-12, -46, 84, 46),
                shot.palette().tone(0.42),
                shot.palette().tone(0.66));
        shot.shade(
                Props.polygon(-12, -14, 20, -16, 50, -13, 72, -15, 72, 0, -12, 0),
                shot.palette().tone(0.3),
                shot.palette().tone(0.1));
        shot.block(28, -46, 2, 46, shot.palette().tone(0.03));
        shot.block(-12, -27, 84, 1.6, shot.palette().tone(0.03));
        shot.shade(
                new Rectangle2D.Double(-18, -1, 96, 3),
                shot.palette().tone(0.3),
                shot.palette().tone(0.06));
        double near = 0.35 + 0.65 * shot.time();
        shot.fill(Props.person(50, -3, 6 + 15 * near), Tint.alpha(shot.palette().tone(0.03), near));
        shot.glow(32, -24, 46, shot.palette().tone(0.75), 0.25);
    }

    private static void recorder(Shot shot) {
        shot.depth(0.75);
        Color panel = Tint.mix(shot.palette().tone(0.42), new Color(0x6d6a62), 0.4);
        shot.shade(
                new Rectangle2D.Double(-130, 30, 260, 50),
                Tint.mix(shot.palette().tone(0.25), new Color(0x5a3a22), 0.4),
                shot.palette().tone(0.03));
        shot.shade(
                Props.polygon(-72, -26, 34, -26, 42, 40, -80, 40),
                panel,
                shot.palette().tone(0.16));
        shot.stroke(
                Props.polygon(-72, -26, 34, -26, 42, 40, -80, 40),
                0.5,
                Tint.alpha(shot.palette().high(), 0.5));
        reel(shot, -46, -3, 19, 13 - 4 * shot.time());
        reel(shot, 8, -3, 19, 9 + 4 * shot.time());
        Color tape = new Color(0x3a2418);
        shot.line(-58, 9, -28, 22.5, 0.5, tape);
        shot.line(-28, 22.5, -10, 22.5, 0.5, tape);
        shot.line(-10, 22.5, 20, 9, 0.5, tape);
        shot.shade(
                new Rectangle2D.Double(-28, 19, 18, 8),
                shot.palette().tone(0.75),
                shot.palette().tone(0.25));
        meter(shot);
        shot.beam(-110, -50, 0.5, 0.3, 190, shot.palette().glow(), 0.4);
    }

    private static void reel(Shot shot, double x, double y, double radius, double wound) {
        shot.disc(x + 1, y + 1.5, radius, Tint.alpha(Color.BLACK, 0.4));
        shot.shade(
                new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2),
                shot.palette().tone(0.85),
                shot.palette().tone(0.4));
        shot.disc(x, y, wound + 3, new Color(0x2a1a12));
        for (int spoke = 0; spoke < 3; spoke++) {
            double angle = spoke * Math.PI * 2 / 3 + shot.time() * 7;
            shot.disc(
                    x + Math.cos(angle) * radius * 0.56,
                    y + Math.sin(angle) * radius * 0.56,
                    radius * 0.25,
                    Tint.alpha(shot.palette().tone(0.06), 0.7));
        }
        shot.disc(x, y, 3.6, shot.palette().tone(0.9));
        shot.disc(x, y, 1.3, shot.palette().tone(0.1));
    }

    private static void meter(Shot shot) {
        Color glow = shot.palette().glow();
        for (double x : new double[] {-62, 8}) {
            shot.shade(
                    new Rectangle2D.Double(x, 24, 18, 10),
                    Tint.mix(glow, Color.WHITE, 0.3),
                    Tint.mix(glow, shot.palette().tone(0.3), 0.4));
            double swing = shot.noise("needle" + x).at(shot.time() * 14, 1) * 1.5 - 0.75;
            shot.line(
                    x + 9,
                    33,
                    x + 9 + 8 * Math.sin(swing),
                    33 - 8 * Math.cos(swing),
                    0.35,
                    shot.palette().tone(0.03));
            shot.glow(x + 9, 29, 15, glow, 0.45);
        }
        shot.disc(-19, 33, 1.1, new Color(0xe2412f));
        shot.glow(-19, 33, 7, new Color(0xe2412f), 0.6);
    }
}
