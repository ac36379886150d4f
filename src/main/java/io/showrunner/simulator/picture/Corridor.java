package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/** A passage in one-point perspective, lamp after lamp; parked cars on a ferry's deck where the words ask for them. */
final class Corridor {
    private static final int BAYS = 8;
    private static final Color TAIL_LIGHT = new Color(0x8f1f1a);
    private static final double EYE = 4;
    private static final double CEILING = 0.58;
    private static final double FLOOR = 0.56;

    private Corridor() {}

    static void paint(Shot shot) {
        shot.depth(0.5);
        shot.block(-140, -90, 280, 180, shot.palette().tone(0.03));
        double way = shot.camera().travel() * 1.6;
        for (int bay = BAYS; bay >= 0; bay--) {
            bay(shot, bay - way % 1 + 1, bay + (int) way);
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
        Color glow = shot.palette().glow();
        Color wall = Tint.mix(shot.palette().tone(lit * 0.75), glow, 0.12 * flicker);
        shot.fill(face(near, far, -1, -CEILING, -1, FLOOR), wall);
        shot.fill(
                face(near, far, 1, -CEILING, 1, FLOOR),
                Tint.mix(wall, shot.palette().shadow(), 0.3));
        shot.fill(face(near, far, -1, -CEILING, 1, -CEILING), shot.palette().tone(lit * 0.4));
        shot.shade(
                face(near, far, -1, FLOOR, 1, FLOOR),
                Tint.mix(shot.palette().tone(lit * 0.8), glow, 0.2 * flicker),
                shot.palette().tone(lit * 0.35));
        ribs(shot, near);
        lamp(shot, (near + far) / 2, flicker);
        if (shot.words().any("car", "vehicle", "ferry", "garage", "hold")) {
            cars(shot, (near + far) / 2, number);
        } else {
            doors(shot, near, far, flicker);
        }
    }

    /** The wall, ceiling or floor between two distances, along the edges through two corners of the cross-section. */
    private static Shape face(double near, double far, double x1, double y1, double x2, double y2) {
        return Props.polygon(
                x1 * near,
                EYE + y1 * near,
                x1 * far,
                EYE + y1 * far,
                x2 * far,
                EYE + y2 * far,
                x2 * near,
                EYE + y2 * near);
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
        Color second =
                number % 3 == 1 ? shot.palette().accent() : shot.palette().deep();
        Color paint = Tint.mix(shot.palette().tone(0.09 + 0.1 * (number % 3)), second, 0.35);
        car(shot, -size * 0.62, EYE + size * 0.55, size * 0.34, paint);
        car(shot, size * 0.62, EYE + size * 0.55, size * 0.34, paint);
    }

    private static void car(Shot shot, double x, double foot, double h, Color paint) {
        shot.shade(
                Props.car(x, foot, h),
                Tint.mix(paint, shot.palette().glow(), 0.3),
                shot.palette().tone(0.02));
        double sill = foot - h * 0.64;
        double roof = foot - h * 0.94;
        shot.fill(
                Props.polygon(x - h * 0.5, sill, x - h * 0.34, roof, x + h * 0.34, roof, x + h * 0.5, sill),
                Tint.mix(shot.palette().tone(0.1), shot.palette().high(), 0.22));
        shot.disc(x - h * 0.84, foot - h * 0.42, h * 0.08, TAIL_LIGHT);
        shot.disc(x + h * 0.84, foot - h * 0.42, h * 0.08, TAIL_LIGHT);
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
        shot.fill(
                Props.person(sway, EYE + size * 0.5, size * 0.8), shot.palette().tone(0.01));
    }
}
