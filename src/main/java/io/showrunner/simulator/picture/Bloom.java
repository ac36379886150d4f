package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** A close-up of a bud that opens over the scene, before lights far out of focus. */
final class Bloom {
    private Bloom() {}

    static void paint(Shot shot) {
        shot.depth(0.1);
        double base = shot.light().dark() ? 0.12 : 0.5;
        shot.shade(
                new Rectangle2D.Double(-140, -80, 280, 160),
                shot.palette().tone(base + 0.25),
                shot.palette().tone(base * 0.45));
        bokeh(shot);
        stem(shot);
        flower(shot, 8, -4, 25);
    }

    private static void bokeh(Shot shot) {
        shot.depth(0.2);
        SplittableRandom chance = shot.chance("bokeh");
        for (int i = 0; i < 34; i++) {
            double x = chance.nextDouble(-100, 100) + shot.time() * 3;
            double y = chance.nextDouble(-50, 50);
            double radius = 3 + chance.nextDouble(9);
            Color colour = Tint.mix(
                    chance.nextBoolean()
                            ? shot.palette().glow()
                            : shot.palette().high(),
                    shot.palette().accent(),
                    chance.nextDouble(0.7));
            shot.disc(x, y, radius, Tint.alpha(colour, 0.08 + chance.nextDouble(0.16)));
            shot.stroke(
                    new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2),
                    0.4,
                    Tint.alpha(colour, 0.18));
        }
        shot.glow(-50, -34, 85, shot.palette().glow(), 0.5);
    }

    private static void stem(Shot shot) {
        shot.depth(0.7);
        Color green = Tint.mix(shot.palette().tone(0.3), new Color(0x4c6b35), 0.6);
        Path2D stem = new Path2D.Double();
        stem.moveTo(-26, 70);
        stem.curveTo(-14, 40, 4, 30, 8, 4);
        shot.stroke(stem, 3.4, Tint.mix(green, Color.BLACK, 0.35));
        shot.stroke(stem, 1.5, Tint.mix(green, shot.palette().glow(), 0.35));
        leaf(shot, -10, 36, 34, 2.75, green);
        leaf(shot, 0, 24, 40, 0.15, green);
        leaf(shot, -16, 46, 36, 0.5, Tint.mix(green, Color.BLACK, 0.3));
    }

    private static void leaf(Shot shot, double x, double y, double length, double angle, Color colour) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(angle + Math.sin(shot.time() * 4) * 0.03);
        place.scale(length, length);
        Path2D blade = new Path2D.Double();
        blade.moveTo(0, 0);
        blade.curveTo(0.25, -0.3, 0.7, -0.24, 1, 0);
        blade.curveTo(0.7, 0.2, 0.25, 0.24, 0, 0);
        shot.shade(
                place.createTransformedShape(blade),
                Tint.mix(colour, shot.palette().glow(), 0.4),
                Tint.mix(colour, Color.BLACK, 0.4));
    }

    private static void flower(Shot shot, double x, double y, double size) {
        shot.depth(0.8);
        double open = 0.3 + 0.7 * shot.time();
        Color petal = Tint.mix(shot.palette().high(), new Color(0xf1b6c4), 0.5);
        for (int whorl = 0; whorl < 3; whorl++) {
            int count = 7 - whorl;
            for (int i = 0; i < count; i++) {
                double around = (i + 0.5 * (whorl % 2)) / count * 2 - 1 + 0.5 / count;
                double angle = around * (0.35 + 1.35 * open) * (1 - whorl * 0.24);
                double length = size * (1.08 - whorl * 0.17);
                petal(
                        shot,
                        x,
                        y + 4,
                        length,
                        angle,
                        Tint.mix(petal, shot.palette().tone(0.5), 0.34 - whorl * 0.14));
            }
        }
        stamens(shot, x, y, size, open);
    }

    private static void stamens(Shot shot, double x, double y, double size, double open) {
        shot.glow(x, y - 5, size * 0.9, shot.palette().glow(), 0.35 + 0.35 * open);
        SplittableRandom chance = shot.chance("stamen");
        for (int i = 0; i < 11; i++) {
            double angle = chance.nextDouble(-0.9, 0.9) * open;
            double length = size * chance.nextDouble(0.25, 0.5) * open;
            double tipX = x + Math.sin(angle) * length;
            double tipY = y + 2 - Math.cos(angle) * length;
            shot.line(x, y + 4, tipX, tipY, 0.3, shot.palette().glow());
            shot.disc(tipX, tipY, 0.8, Tint.mix(shot.palette().glow(), Color.WHITE, 0.3));
        }
    }

    private static void petal(Shot shot, double x, double y, double length, double angle, Color colour) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(angle);
        place.scale(length, length);
        Path2D shape = new Path2D.Double();
        shape.moveTo(0, 0);
        shape.curveTo(-0.42, -0.35, -0.34, -0.95, 0, -1.08);
        shape.curveTo(0.34, -0.95, 0.42, -0.35, 0, 0);
        shot.shade(
                place.createTransformedShape(shape),
                Tint.mix(colour, Color.WHITE, 0.3),
                Tint.mix(colour, shot.palette().deep(), 0.35));
        Path2D vein = new Path2D.Double();
        vein.moveTo(0, -0.1);
        vein.quadTo(0.06, -0.5, 0, -0.9);
        shot.stroke(
                place.createTransformedShape(vein),
                0.25,
                Tint.alpha(shot.palette().deep(), 0.25));
    }
}
