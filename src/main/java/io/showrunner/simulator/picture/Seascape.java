package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** The sea to the horizon; a lighthouse, a gallery rail, a ship's bow or a boat where the words ask for one. */
final class Seascape {
    private static final double HORIZON = 8;

    private Seascape() {}

    static void paint(Shot shot) {
        Words words = shot.words();
        boolean bow = words.any("bow", "ferry", "prow") && !words.any("lighthouse");
        Sky.paint(shot, HORIZON, bow ? 54 : -30, bow ? -28 : -14);
        headlands(shot);
        water(shot);
        if (bow) {
            bow(shot);
        } else if (words.any("gallery", "rail", "railing", "balcony")) {
            gallery(shot);
        } else {
            boat(shot);
            lighthouse(shot);
        }
    }

    private static void headlands(Shot shot) {
        shot.depth(0.15);
        Noise noise = shot.noise("land");
        Path2D land = new Path2D.Double();
        land.moveTo(110, HORIZON + 1);
        for (double x = 110; x > -20; x -= 2) {
            double rise = Math.max(0, (x + 20) / 130);
            land.lineTo(x, HORIZON + 0.6 - rise * 13 * noise.layered(x / 26, 2, 3));
        }
        land.closePath();
        shot.fill(land, shot.air(0.3));
    }

    private static void water(Shot shot) {
        shot.depth(0.3);
        Light light = shot.light();
        Color far = shot.palette().tone(light.horizon * 0.72);
        Color near = shot.palette().tone(light.top * 0.45);
        shot.shade(new Rectangle2D.Double(-120, HORIZON, 240, 60), far, near);
        SplittableRandom chance = shot.chance("waves");
        for (int wave = 0; wave < 170; wave++) {
            double nearness = Math.pow(chance.nextDouble(), 1.7);
            double y = HORIZON + 0.4 + nearness * 42;
            double drift = Math.sin(shot.time() * 6 + wave) * (1 + nearness * 3);
            double x = chance.nextDouble(-100, 100) + drift;
            double length = 1.5 + nearness * 13 * chance.nextDouble();
            double sparkle = Math.exp(-Math.pow((x + 30) / (10 + nearness * 26), 2));
            Color crest =
                    Tint.mix(shot.palette().tone(light.horizon), shot.palette().glow(), sparkle * 0.6);
            double alpha = 0.1 + 0.55 * sparkle * (0.6 + 0.4 * Math.sin(wave + shot.time() * 11));
            shot.line(x, y, x + length, y + 0.15, 0.12 + nearness * 0.35, Tint.alpha(crest, Math.max(0.05, alpha)));
        }
        shot.fog(HORIZON - 12, HORIZON + 9, shot.words().any("fog", "mist", "haze") ? 0.9 : 0.35, 0.6);
    }

    private static void lighthouse(Shot shot) {
        shot.depth(0.55);
        Noise noise = shot.noise("rock");
        Path2D rock = new Path2D.Double();
        rock.moveTo(2, 50);
        for (double x = 2; x <= 120; x += 1.5) {
            double rise = Math.min(1, (x - 2) / 34);
            rock.lineTo(x, 34 - 25 * Math.sqrt(rise) - 5 * noise.layered(x / 7, 1, 4));
        }
        rock.lineTo(120, 60);
        rock.closePath();
        shot.shade(rock, shot.air(0.36), shot.air(0.04));
        tower(shot, 44, 6, 36);
    }

    private static void tower(Shot shot, double x, double foot, double height) {
        double top = foot - height;
        Color lit = shot.air(shot.light().dark() ? 0.5 : 0.86);
        shot.shadeAcross(
                Props.polygon(x - 4.4, foot, x - 2.8, top + 7, x + 2.8, top + 7, x + 4.4, foot), lit, shot.air(0.18));
        for (double band = 0.25; band < 0.8; band += 0.34) {
            double y = foot - band * height;
            double half = 4.4 - band * 1.7;
            shot.shadeAcross(
                    Props.polygon(-half + x, y, -half + 0.25 + x, y - 5, half - 0.25 + x, y - 5, half + x, y),
                    Tint.mix(shot.palette().accent(), shot.air(0.5), 0.25),
                    shot.air(0.1));
        }
        shot.block(x - 4, top + 6, 8, 1, shot.air(0.08));
        shot.block(x - 2.2, top + 1.5, 4.4, 4.6, Tint.mix(shot.palette().glow(), Color.WHITE, 0.4));
        shot.block(x - 0.2, top + 1.5, 0.4, 4.6, shot.air(0.08));
        shot.fill(Props.polygon(x - 3, top + 1.5, x, top - 2, x + 3, top + 1.5), shot.air(0.08));
        double sweep = Math.PI + 0.5 - shot.time() * 1.1;
        double strength = shot.light().dark() ? 0.85 : 0.55;
        shot.beam(x, top + 3.8, sweep, 0.13, 150, shot.palette().glow(), strength);
        shot.beam(x, top + 3.8, sweep + Math.PI, 0.13, 90, shot.palette().glow(), strength * 0.6);
        shot.glow(x, top + 3.8, 16, shot.palette().glow(), 0.9);
    }

    private static void gallery(Shot shot) {
        shot.depth(0.35);
        boat(shot);
        double sweep = Math.PI * 1.12 + shot.time() * 0.75;
        shot.beam(62, -58, sweep - Math.PI / 2, 0.16, 190, shot.palette().glow(), 0.9);
        shot.fog(-30, 30, 0.5, 0.9);
        shot.depth(0.85);
        Color iron = shot.palette().tone(0.03);
        shot.shade(new Rectangle2D.Double(-130, 37, 260, 40), shot.palette().tone(0.12), iron);
        for (double x = -112; x < 115; x += 7) {
            shot.line(x, 14, x, 38, 0.55, iron);
        }
        shot.line(-130, 13.6, 130, 13.6, 1.3, iron);
        shot.line(-130, 13.2, 130, 13.2, 0.25, Tint.alpha(shot.palette().glow(), 0.5));
        shot.line(-130, 25, 130, 25, 0.7, iron);
        person(shot, -16, 38.5, 45);
    }

    private static void person(Shot shot, double x, double foot, double height) {
        shot.fill(
                Props.person(x + 0.5, foot - 0.2, height),
                Tint.alpha(shot.palette().glow(), 0.55));
        shot.fill(Props.person(x, foot, height), shot.palette().tone(0.02));
    }

    private static void bow(Shot shot) {
        shot.depth(0.5);
        double sweep = -Math.PI + 0.12 + shot.time() * 0.9;
        shot.beam(0, 20, sweep, 0.14, 150, shot.palette().high(), 1.1);
        shot.glow(Math.cos(sweep) * 60, HORIZON + 5, 24, shot.palette().high(), 0.3);
        shot.fog(-8, 26, 0.4, 1.2);
        shot.depth(0.9);
        Path2D hull = new Path2D.Double();
        hull.moveTo(-78, 60);
        hull.curveTo(-52, 34, -16, 22, 0, 17);
        hull.curveTo(16, 22, 52, 34, 78, 60);
        hull.closePath();
        shot.shade(hull, shot.palette().tone(0.34), shot.palette().tone(0.02));
        shot.stroke(hull, 1.1, Tint.alpha(shot.palette().glow(), 0.45));
        for (int post = 1; post < 7; post++) {
            double x = post * 11.5;
            double y = 17.5 + post * post * 0.86;
            shot.line(x, y, x, y - 9 - post, 0.6, shot.palette().tone(0.06));
            shot.line(-x, y, -x, y - 9 - post, 0.6, shot.palette().tone(0.06));
        }
        shot.line(0, 18, 0, 4, 1.1, shot.palette().tone(0.05));
        shot.glow(-30, 40, 34, shot.palette().glow(), 0.35);
        shot.glow(34, 44, 30, shot.palette().glow(), 0.3);
        shot.disc(0, 22, 1.5, Color.WHITE);
        shot.glow(0, 22, 11, shot.palette().high(), 1.0);
    }

    private static void boat(Shot shot) {
        shot.depth(0.3);
        double x = -42 + shot.time() * 5;
        double y = HORIZON + 3 + Math.sin(shot.time() * 8) * 0.25;
        Color dark = shot.air(0.08);
        shot.fill(Props.polygon(x - 6, y, x + 6, y, x + 4.6, y + 1.8, x - 4.8, y + 1.8), dark);
        shot.fill(Props.polygon(x - 2, y, x - 2, y - 2.4, x + 1.6, y - 2.4, x + 2, y), dark);
        shot.line(x, y, x, y - 6.5, 0.3, dark);
        shot.glow(x, y - 6, 5, shot.palette().glow(), 0.7);
    }
}
