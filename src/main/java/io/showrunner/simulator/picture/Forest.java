package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Trunks in four planes with mist between them and light that falls through the crowns. */
final class Forest {
    private Forest() {}

    static void paint(Shot shot) {
        Sky.paint(shot, 18, 8, -10);
        shot.depth(0.2);
        shot.glow(8, -6, 60, shot.palette().glow(), 0.5);
        for (int plane = 0; plane < 4; plane++) {
            plane(shot, plane);
            if (plane < 2) {
                shot.fog(-20 + plane * 6, 26, 0.35, 0.4);
            }
        }
        for (int ray = 0; ray < 5; ray++) {
            shot.beam(-30 + ray * 26, -70, 1.9, 0.05, 150, shot.palette().glow(), 0.3);
        }
        shot.depth(0.7);
        shot.fill(Props.person(8, 34, 20), shot.palette().tone(0.02));
    }

    private static void plane(Shot shot, int plane) {
        double near = (plane + 1) / 4.0;
        shot.depth(0.15 + 0.75 * near);
        SplittableRandom chance = shot.chance("trunks" + plane);
        Noise noise = shot.noise("floor" + plane);
        Color bark = shot.air(0.42 - near * 0.36);
        double floor = 10 + 24 * near;
        Path2D ground = new Path2D.Double();
        ground.moveTo(-130, 70);
        for (double x = -130; x <= 130; x += 2) {
            ground.lineTo(x, floor - 5 * noise.layered(x / 14, 1, 3));
        }
        ground.lineTo(130, 70);
        ground.closePath();
        for (double x = -125; x < 125; x += chance.nextDouble(9, 17) + near * 12) {
            if (plane == 3 && Math.abs(x) < 30) {
                continue;
            }
            trunk(shot, x, floor + 2, (1 + 4.5 * near * near) * chance.nextDouble(0.7, 1.3), bark, chance);
        }
        shot.shade(ground, Tint.mix(bark, shot.palette().accent(), 0.14), Tint.mix(bark, Color.BLACK, 0.4));
    }

    private static void trunk(Shot shot, double x, double foot, double width, Color bark, SplittableRandom chance) {
        double lean = chance.nextDouble(-4, 4);
        shot.shadeAcross(
                Props.polygon(
                        x - width, foot, x - width * 0.6 + lean, -80, x + width * 0.6 + lean, -80, x + width, foot),
                Tint.mix(bark, shot.palette().glow(), 0.14),
                Tint.mix(bark, Color.BLACK, 0.35));
        for (int bough = 0; bough < 5; bough++) {
            double y = -46 + bough * 9 + chance.nextDouble(6);
            double reach = chance.nextDouble(-1, 1) * width * 7;
            shot.line(x + lean * 0.5, y, x + reach, y - 5 - width, width * 0.22, bark);
        }
    }
}
