package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Path2D;

/** Ridge behind ridge; soft dunes in a desert; someone small who looks at it. */
final class Mountains {
    private static final int RIDGES = 5;

    private Mountains() {}

    static void paint(Shot shot) {
        Sky.paint(shot, 12, -30, -24);
        boolean dunes = shot.words().any("desert", "dune", "sand");
        for (int ridge = 0; ridge < RIDGES; ridge++) {
            ridge(shot, ridge, dunes);
            if (ridge < RIDGES - 1 && !dunes) {
                shot.fog(-8 + ridge * 8, 14 + ridge * 8, 0.35, 0.4);
            }
        }
        shot.depth(0.8);
        shot.fill(Props.person(26, 31, 13), shot.palette().tone(0.02));
        if (shot.words().any("road", "path", "trail")) {
            shot.shade(
                    Props.polygon(-6, 30, 0, 30, 20, 62, -44, 62),
                    shot.palette().tone(0.7),
                    shot.palette().tone(0.2));
        }
    }

    private static void ridge(Shot shot, int ridge, boolean dunes) {
        double near = (double) ridge / (RIDGES - 1);
        shot.depth(0.1 + 0.7 * near);
        Noise noise = shot.noise("ridge" + ridge);
        Path2D line = new Path2D.Double();
        line.moveTo(-140, 90);
        double wide = dunes ? 46 : 30 - near * 8;
        double high = dunes ? 14 : 34 - near * 18;
        for (double x = -140; x <= 140; x += dunes ? 3 : 1.2) {
            double rise = noise.layered(x / wide, ridge * 3, dunes ? 1 : 5);
            double sharp = dunes ? rise : 1 - Math.abs(rise * 2 - 1);
            line.lineTo(x, 8 + near * 30 - high * sharp);
        }
        line.lineTo(140, 90);
        line.closePath();
        double tone = dunes ? 0.86 - near * 0.55 : 0.52 - near * 0.42;
        Color crest = Tint.mix(shot.air(tone + 0.1), shot.palette().glow(), dunes ? 0.45 : 0.12);
        shot.shade(line, crest, Tint.mix(shot.air(tone * 0.6), shot.palette().glow(), dunes ? 0.35 : 0));
        shot.stroke(line, 0.3, Tint.alpha(shot.palette().glow(), 0.25 * (1 - near)));
    }
}
