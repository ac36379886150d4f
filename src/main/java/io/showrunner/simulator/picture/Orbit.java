package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;

/** Black space with a planet's lit limb and a small station before it. */
final class Orbit {
    private Orbit() {}

    static void paint(Shot shot) {
        shot.depth(0.02);
        shot.shade(
                new Rectangle2D.Double(-140, -80, 280, 160),
                shot.palette().tone(0.02),
                shot.palette().tone(0.16));
        Sky.stars(shot, 60, 260);
        shot.fog(-50, 20, 0.12, 0.2);
        planet(shot, 30, 46, 62);
        station(shot);
    }

    private static void planet(Shot shot, double x, double y, double radius) {
        shot.depth(0.2);
        shot.glow(
                x - radius * 0.5, y - radius * 0.6, radius * 1.1, shot.palette().mid(), 0.5);
        Ellipse2D globe = new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
        shot.brush()
                .setPaint(new RadialGradientPaint(
                        (float) (x - radius * 0.45),
                        (float) (y - radius * 0.6),
                        (float) (radius * 1.25),
                        new float[] {0f, 0.4f, 0.75f, 1f},
                        new Color[] {
                            shot.palette().tone(0.95),
                            shot.palette().tone(0.66),
                            shot.palette().tone(0.3),
                            shot.palette().tone(0.02)
                        }));
        shot.brush().fill(globe);
        bands(shot, x, y, radius);
        shot.stroke(globe, 0.6, Tint.alpha(shot.palette().high(), 0.5));
    }

    private static void bands(Shot shot, double x, double y, double radius) {
        Noise noise = shot.noise("bands");
        for (int band = 0; band < 16; band++) {
            double at = -0.92 + band * 0.115;
            double half = Math.sqrt(1 - at * at) * radius;
            double width = 1 + 5 * noise.at(band, 2);
            shot.line(
                    x - half * 0.97,
                    y + at * radius,
                    x + half * 0.6,
                    y + at * radius + 3,
                    width,
                    Tint.alpha(shot.palette().accent(), 0.1));
        }
    }

    private static void station(Shot shot) {
        shot.depth(0.6);
        double x = -34 + shot.time() * 8;
        double y = -6 - shot.time() * 3;
        Color metal = shot.palette().tone(0.8);
        Color dark = shot.palette().tone(0.1);
        shot.stroke(new Ellipse2D.Double(x - 17, y - 6, 34, 12), 2, metal);
        shot.stroke(new Ellipse2D.Double(x - 17, y - 5.4, 34, 12), 0.6, dark);
        shot.line(x - 17, y, x + 17, y, 0.8, metal);
        shot.shade(new Rectangle2D.Double(x - 2.4, y - 9, 4.8, 18), metal, dark);
        for (int side = -1; side <= 1; side += 2) {
            shot.fill(
                    Props.polygon(
                            x + side * 20, y - 5, x + side * 36, y - 8, x + side * 36, y + 2, x + side * 20, y + 4),
                    Tint.mix(shot.palette().deep(), shot.palette().accent(), 0.4));
            shot.line(x + side * 17, y, x + side * 36, y - 3, 0.4, metal);
        }
        shot.disc(x, y - 9, 0.6, shot.palette().glow());
        shot.glow(x, y - 9, 7, shot.palette().glow(), 0.5 + 0.5 * Math.sin(shot.time() * 12));
    }
}
