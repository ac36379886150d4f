package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** An interior before a wall of windows: a lamp room, a counter with a clerk, or a quiet room with a table. */
final class Room {
    private static final double SILL = 20;

    private Room() {}

    static void paint(Shot shot) {
        Sky.paint(shot, 16, -66, -4);
        outside(shot);
        windows(shot);
        if (shot.words().any("counter", "clerk", "ticket", "booth", "bar", "passenger")) {
            counter(shot);
        } else if (shot.words().any("lens", "lighthouse", "keeper")) {
            lens(shot, 30);
            hand(shot);
        } else {
            table(shot);
        }
    }

    private static void outside(Shot shot) {
        shot.depth(0.2);
        shot.shade(
                new Rectangle2D.Double(-120, 9, 240, 40),
                shot.palette().tone(shot.light().horizon * 0.72),
                shot.palette().tone(shot.light().top * 0.6));
        shot.fog(-4, 22, 0.5, 0.5);
    }

    private static void windows(Shot shot) {
        shot.depth(0.5);
        Area wall = new Area(new Rectangle2D.Double(-130, -80, 260, 160));
        for (int pane = -3; pane <= 2; pane++) {
            wall.subtract(new Area(new Rectangle2D.Double(pane * 27 + 1.4, -35, 24.2, SILL + 35)));
        }
        boolean dark = shot.light().dark();
        shot.shade(wall, shot.palette().tone(0.05), shot.palette().tone(0.2));
        for (int pane = -3; pane <= 2; pane++) {
            double x = pane * 27 + 1.4;
            shot.line(x, -35, x, SILL, 0.35, Tint.alpha(shot.palette().high(), dark ? 0.25 : 0.6));
            shot.line(x + 12, -35, x + 12, SILL, 0.7, shot.palette().tone(0.08));
            shot.line(x, -12, x + 24, -12, 0.6, shot.palette().tone(0.08));
            Shape shine = Props.polygon(x + 3, SILL, x + 9, -35, x + 11, -35, x + 5, SILL);
            shot.fill(shine, Tint.alpha(Color.WHITE, dark ? 0.04 : 0.1));
            if (!dark) {
                shot.beam(x + 10, -20, 0.95, 0.3, 88, shot.palette().glow(), 0.16);
            }
        }
        shot.shade(
                new Rectangle2D.Double(-130, SILL, 260, 3),
                shot.palette().tone(dark ? 0.3 : 0.62),
                shot.palette().tone(0.12));
    }

    private static void lens(Shot shot, double x) {
        shot.depth(0.6);
        Color brass = Tint.mix(shot.palette().glow(), shot.palette().tone(0.25), 0.45);
        shot.shadeAcross(
                Props.polygon(x - 12, 60, x - 8, 24, x + 8, 24, x + 12, 60),
                brass,
                shot.palette().tone(0.05));
        for (int ring = 0; ring < 13; ring++) {
            double y = -26 + ring * 4;
            double half = 8 + 9.5 * Math.sin(Math.PI * (ring + 1) / 14);
            Color glass = Tint.mix(shot.palette().high(), shot.palette().glow(), Math.abs(ring - 6) / 9.0);
            shot.shadeAcross(
                    new Ellipse2D.Double(x - half, y - 1, half * 2, 6.4),
                    Tint.mix(glass, shot.palette().tone(0.4), 0.25),
                    Tint.mix(glass, shot.palette().tone(0.1), 0.75));
            shot.stroke(new Ellipse2D.Double(x - half, y - 1, half * 2, 6.4), 0.35, Tint.alpha(brass, 0.9));
        }
        double pulse = 0.75 + 0.25 * Math.sin(shot.time() * 5);
        shot.glow(x, -1, 13, Color.WHITE, pulse);
        shot.glow(x, -1, 40, shot.palette().glow(), 0.6 * pulse);
    }

    private static void hand(Shot shot) {
        shot.depth(0.85);
        double x = -34 + 7 * Math.sin(shot.time() * 5);
        double y = 3 + 2.5 * Math.cos(shot.time() * 5);
        shot.fill(
                new Ellipse2D.Double(-50, -10, 40, 24),
                Tint.alpha(shot.palette().high(), 0.1 + 0.14 * shot.time()));
        Path2D arm = new Path2D.Double();
        arm.moveTo(x - 4, y + 3);
        arm.curveTo(x - 10, y + 18, x - 26, y + 34, x - 40, 64);
        arm.lineTo(x - 8, 64);
        arm.curveTo(x + 2, y + 34, x + 6, y + 18, x + 4.5, y + 4);
        arm.closePath();
        shot.shadeAcross(
                arm,
                shot.palette().tone(0.05),
                Tint.mix(shot.palette().tone(0.3), shot.palette().glow(), 0.2));
        fingers(shot, x, y);
    }

    private static void fingers(Shot shot, double x, double y) {
        Color skin = Tint.mix(shot.palette().tone(0.4), new Color(0x7a4f38), 0.6);
        shot.disc(x, y + 1, 4.6, skin);
        for (int finger = 0; finger < 4; finger++) {
            double angle = -2.15 + finger * 0.34;
            shot.line(
                    x + Math.cos(angle) * 3,
                    y + Math.sin(angle) * 3,
                    x + Math.cos(angle) * 9.4,
                    y + Math.sin(angle) * 9.4,
                    2,
                    skin);
        }
        shot.line(x + 3, y + 1, x + 7.4, y - 3.4, 2.2, skin);
    }

    private static void counter(Shot shot) {
        shot.depth(0.65);
        Color lamp = shot.palette().glow();
        for (double x : new double[] {-38, 4, 46}) {
            shot.line(x, -60, x, -27, 0.4, shot.palette().tone(0.03));
            shot.fill(
                    Props.polygon(x - 5, -22, x - 1.6, -27, x + 1.6, -27, x + 5, -22),
                    shot.palette().tone(0.06));
            double flicker = 0.85 + 0.15 * Math.sin(shot.time() * 31 + x);
            shot.beam(x, -22, Math.PI / 2, 0.55, 64, lamp, 0.55 * flicker);
            shot.glow(x, -21.5, 13, lamp, flicker);
        }
        passengers(shot);
        shot.depth(0.8);
        desk(shot, lamp);
        shoulder(shot);
    }

    private static void passengers(Shot shot) {
        for (int passenger = 0; passenger < 5; passenger++) {
            double x = -46 + passenger * 16;
            shot.fill(
                    Props.person(x, 42, 38 + passenger % 2 * 3),
                    Tint.mix(shot.palette().tone(0.05), shot.palette().deep(), passenger / 8.0));
        }
    }

    private static void desk(Shot shot, Color lamp) {
        shot.shade(
                new Rectangle2D.Double(-130, 24, 260, 60),
                Tint.mix(shot.palette().tone(0.5), lamp, 0.35),
                shot.palette().tone(0.04));
        shot.line(-130, 24, 130, 24, 0.7, Tint.alpha(lamp, 0.8));
        for (int pass = 0; pass < 4; pass++) {
            double x = -22 + pass * 13;
            shot.fill(
                    Props.polygon(x, 28, x + 9, 28, x + 10, 33, x - 0.5, 33),
                    shot.palette().tone(0.92));
            shot.block(x + 1, 29, 2.6, 2.8, shot.palette().tone(0.3));
            shot.line(x + 4.4, 30, x + 8, 30, 0.3, shot.palette().tone(0.3));
            shot.line(x + 4.4, 31.4, x + 7, 31.4, 0.3, shot.palette().accent());
        }
    }

    private static void shoulder(Shot shot) {
        shot.depth(0.98);
        Path2D clerk = new Path2D.Double();
        clerk.moveTo(22, 80);
        clerk.curveTo(22, 24, 38, 16, 52, 12);
        clerk.curveTo(46, -4, 46, -22, 60, -24);
        clerk.curveTo(76, -24, 78, -4, 70, 12);
        clerk.curveTo(90, 18, 104, 30, 110, 80);
        clerk.closePath();
        shot.shadeAcross(clerk, shot.palette().tone(0.16), shot.palette().tone(0.01));
        shot.stroke(clerk, 0.5, Tint.alpha(shot.palette().glow(), 0.35));
    }

    private static void table(Shot shot) {
        shot.depth(0.75);
        shot.shade(
                Props.polygon(-66, 32, 52, 32, 80, 62, -100, 62),
                Tint.mix(shot.palette().tone(0.55), shot.palette().glow(), 0.2),
                shot.palette().tone(0.08));
        shot.shade(
                Props.polygon(-24, 31, -27, 22, -18, 22, -21, 31),
                shot.palette().tone(0.9),
                shot.palette().tone(0.4));
        shot.glow(-22, 22, 18, shot.palette().glow(), 0.8);
        shot.fill(Props.person(26, 42, 44), shot.palette().tone(0.04));
        shot.fill(
                Props.polygon(40, 60, 41, 12, 43, 12, 44, 36, 60, 37, 61, 60, 58, 60, 57, 41, 44, 41, 43, 60),
                shot.palette().tone(0.05));
    }
}
