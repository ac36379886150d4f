package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** A city in three planes with lit windows over a wet street. */
final class Skyline {
    private static final double STREET = 22;

    private Skyline() {}

    static void paint(Shot shot) {
        Sky.paint(shot, STREET, 12, -33);
        for (int plane = 0; plane < 3; plane++) {
            plane(shot, plane);
            shot.fog(STREET - 26 + plane * 8, STREET + 4, 0.35, 0.6);
        }
        street(shot);
        shot.depth(0.75);
        shot.fill(Props.person(-20, 40, 24), shot.palette().tone(0.02));
    }

    private static void plane(Shot shot, int plane) {
        shot.depth(0.2 + plane * 0.2);
        SplittableRandom chance = shot.chance("houses" + plane);
        Color front = shot.air(0.26 - plane * 0.08);
        double x = -120;
        while (x < 120) {
            double width = chance.nextDouble(9, 18) + plane * 5;
            double height = chance.nextDouble(16, 46) + (plane == 0 ? 10 : 0);
            boolean open = plane == 2 && Math.abs(x + width / 2) < 36;
            if (!open) {
                shot.shadeAcross(
                        new Rectangle2D.Double(x, STREET - height, width, height + 2),
                        Tint.mix(front, shot.palette().glow(), 0.06),
                        Tint.mix(front, Color.BLACK, 0.3));
                windows(shot, x, width, height, chance, plane);
            }
            x += width + chance.nextDouble(2);
        }
    }

    private static void windows(Shot shot, double x, double width, double height, SplittableRandom chance, int plane) {
        double size = 0.7 + plane * 0.35;
        for (double wx = x + 1.4; wx < x + width - size * 1.5; wx += size * 2.6) {
            for (double wy = STREET - height + 2; wy < STREET - 3; wy += size * 3) {
                if (chance.nextInt(5) == 0) {
                    Color lamp = Tint.mix(shot.palette().glow(), shot.palette().accent(), chance.nextDouble(0.5));
                    shot.block(wx, wy, size, size * 1.5, Tint.alpha(lamp, 0.55 + chance.nextDouble(0.45)));
                }
            }
        }
    }

    private static void street(Shot shot) {
        shot.depth(0.6);
        shot.shade(
                new Rectangle2D.Double(-140, STREET, 280, 60),
                shot.palette().tone(0.2),
                shot.palette().tone(0.05));
        SplittableRandom chance = shot.chance("lamps");
        for (int lamp = 0; lamp < 8; lamp++) {
            double x = -84 + lamp * 24;
            Color colour =
                    lamp % 3 == 1 ? shot.palette().accent() : shot.palette().glow();
            shot.line(x, STREET + 3, x, STREET - 13, 0.5, shot.palette().tone(0.02));
            shot.disc(x, STREET - 13, 0.9, Tint.mix(colour, Color.WHITE, 0.5));
            shot.glow(x, STREET - 13, 12, colour, 0.8);
            shot.glow(x, STREET + 10, 9, colour, 0.35);
            for (int streak = 0; streak < 7; streak++) {
                double y = STREET + 4 + streak * 3;
                double half = 0.6 + chance.nextDouble(2.2);
                shot.line(x - half, y, x + half, y, 0.5, Tint.alpha(colour, 0.32 - streak * 0.035));
            }
        }
    }
}
