package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Rectangle2D;

/** A passage in one-point perspective, lamp after lamp; parked cars on a ferry's deck where the words ask for them. */
final class Corridor {
    private static final int BAYS = 8;
    private static final double EYE = 4;

    private Corridor() {}

    static void paint(Shot shot) {
        shot.depth(0.5);
        shot.block(-140, -90, 280, 180, shot.palette().tone(0.03));
        double offset = shot.camera().travel() * 1.6 % 1;
        for (int bay = BAYS; bay >= 0; bay--) {
            bay(shot, bay - offset + 1, bay);
        }
        figure(shot);
        shot.fog(-8, 22, shot.words().any("fog", "mist", "steam", "smoke") ? 0.9 : 0.4, 1);
    }

    /** Paints one bay; distance 1 is at the lens. */
    private static void bay(Shot shot, double distance, int number) {
        double near = 78 / Math.max(0.55, distance);
        double far = 78 / (distance + 1);
        double flicker = flicker(shot, number);
        double lit = 0.1 + 0.5 * flicker / (0.7 + distance * 0.22);
        Color wall = Tint.mix(shot.palette().tone(lit * 0.75), shot.palette().glow(), 0.12 * flicker);
        double ceiling = 0.58;
        double floor = 0.56;
        shot.fill(
                Props.polygon(
                        -near,
                        EYE - near * ceiling,
                        -far,
                        EYE - far * ceiling,
                        -far,
                        EYE + far * floor,
                        -near,
                        EYE + near * floor),
                wall);
        shot.fill(
                Props.polygon(
                        near,
                        EYE - near * ceiling,
                        far,
                        EYE - far * ceiling,
                        far,
                        EYE + far * floor,
                        near,
                        EYE + near * floor),
                Tint.mix(wall, shot.palette().shadow(), 0.3));
        shot.fill(
                Props.polygon(
                        -near,
                        EYE - near * ceiling,
                        near,
                        EYE - near * ceiling,
                        far,
                        EYE - far * ceiling,
                        -far,
                        EYE - far * ceiling),
                shot.palette().tone(lit * 0.4));
        shot.shade(
                Props.polygon(
                        -near,
                        EYE + near * floor,
                        near,
                        EYE + near * floor,
                        far,
                        EYE + far * floor,
                        -far,
                        EYE + far * floor),
                Tint.mix(shot.palette().tone(lit * 0.8), shot.palette().glow(), 0.2 * flicker),
                shot.palette().tone(lit * 0.35));
        ribs(shot, near);
        lamp(shot, (near + far) / 2, flicker);
        if (shot.words().any("car", "vehicle", "ferry", "garage", "hold")) {
            cars(shot, (near + far) / 2, number);
        } else {
            doors(shot, near, far, flicker);
        }
    }

    private static double flicker(Shot shot, int number) {
        double wave = shot.noise("flicker" + number).at(shot.time() * 16, number);
        boolean nervous = shot.words().any("flicker", "emergency", "flickering", "failing");
        return nervous ? Math.max(0.12, Math.min(1, wave * 2.2 - 0.45)) : 0.8 + 0.2 * wave;
    }

    private static void ribs(Shot shot, double size) {
        Color steel = shot.palette().tone(0.05);
        double width = size * 0.03;
        shot.line(-size, EYE - size * 0.58, -size, EYE + size * 0.56, width, steel);
        shot.line(size, EYE - size * 0.58, size, EYE + size * 0.56, width, steel);
        shot.line(-size, EYE - size * 0.58, size, EYE - size * 0.58, width, steel);
    }

    private static void lamp(Shot shot, double size, double flicker) {
        double y = EYE - size * 0.55;
        double reach = Math.min(1, size / 22);
        Color lamp = Tint.mix(shot.palette().glow(), Color.WHITE, 0.35 * flicker);
        shot.fill(
                new Rectangle2D.Double(-size * 0.13, y, size * 0.26, size * 0.025),
                Tint.mix(shot.palette().tone(0.2), lamp, flicker));
        shot.glow(0, y, size * 0.42, shot.palette().glow(), 0.55 * flicker * reach);
        shot.glow(0, EYE + size * 0.54, size * 0.34, shot.palette().glow(), 0.28 * flicker * reach);
    }

    private static void cars(Shot shot, double size, int number) {
        double height = size * 0.34;
        double foot = EYE + size * 0.55;
        Color paint = Tint.mix(
                shot.palette().tone(0.09 + 0.1 * (number % 3)),
                number % 3 == 1 ? shot.palette().accent() : shot.palette().deep(),
                0.35);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * size * 0.62;
            shot.shade(
                    Props.car(x, foot, height),
                    Tint.mix(paint, shot.palette().glow(), 0.3),
                    shot.palette().tone(0.02));
            shot.fill(
                    Props.polygon(
                            x - height * 0.5,
                            foot - height * 0.64,
                            x - height * 0.34,
                            foot - height * 0.94,
                            x + height * 0.34,
                            foot - height * 0.94,
                            x + height * 0.5,
                            foot - height * 0.64),
                    Tint.mix(shot.palette().tone(0.1), shot.palette().high(), 0.22));
            shot.disc(x - height * 0.84, foot - height * 0.42, height * 0.08, new Color(0x8f1f1a));
            shot.disc(x + height * 0.84, foot - height * 0.42, height * 0.08, new Color(0x8f1f1a));
        }
    }

    private static void doors(Shot shot, double near, double far, double flicker) {
        double from = near * 0.72 + far * 0.28;
        double to = near * 0.3 + far * 0.7;
        Color door = Tint.mix(shot.palette().tone(0.14), shot.palette().accent(), 0.25 * flicker);
        for (int side = -1; side <= 1; side += 2) {
            shot.fill(
                    Props.polygon(
                            side * from,
                            EYE - from * 0.32,
                            side * to,
                            EYE - to * 0.32,
                            side * to,
                            EYE + to * 0.56,
                            side * from,
                            EYE + from * 0.56),
                    door);
        }
    }

    private static void figure(Shot shot) {
        double size = 78 / (3.1 - shot.camera().travel() * 0.9);
        double sway = Math.sin(shot.time() * 9) * 0.4;
        shot.glow(0, EYE - size * 0.1, size * 0.9, shot.palette().glow(), 0.22);
        shot.fill(
                Props.person(sway, EYE + size * 0.5, size * 0.8), shot.palette().tone(0.01));
    }
}
