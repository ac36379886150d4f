package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/** Open farmland under a large sky: crop in rows of stalks, a mast, a lit house, a line that opens towards the camera. */
final class Field {
    private static final double HORIZON = 13;

    private Field() {}

    static void paint(Shot shot) {
        Words words = shot.words();
        boolean parting = words.any("parting", "parts", "line", "path", "track") && !words.any("mast", "antenna");
        Sky.paint(shot, HORIZON, 38, parting ? -4 : 7);
        land(shot);
        if (words.any("mast", "antenna", "tower", "radio", "pylon") && !parting) {
            mast(shot);
        }
        house(shot);
        shot.fog(HORIZON - 7, HORIZON + 7, words.any("fog", "mist", "haze") ? 0.9 : 0.5, 0.5);
        stalks(shot, parting);
        if (parting || words.any("figure", "silhouette", "daughter", "girl", "woman", "man", "boy", "engineer")) {
            figure(shot, parting);
        }
    }

    private static void land(Shot shot) {
        shot.depth(0.2);
        Noise noise = shot.noise("trees");
        Path2D hedge = new Path2D.Double();
        hedge.moveTo(-120, HORIZON + 1);
        for (double x = -120; x <= 120; x += 1.2) {
            hedge.lineTo(x, HORIZON + 0.5 - 4.5 * Math.pow(noise.layered(x / 9, 4, 4), 1.6));
        }
        hedge.lineTo(120, HORIZON + 1);
        hedge.closePath();
        shot.fill(hedge, shot.air(0.2));
        shot.depth(0.4);
        double lit = shot.light().dark() ? 0.4 : 0.72;
        shot.shade(new Rectangle2D.Double(-130, HORIZON, 260, 60), crop(shot, lit), crop(shot, 0.12));
        for (int furrow = -14; furrow <= 14; furrow++) {
            shot.fill(
                    Props.polygon(furrow * 2.2, HORIZON, furrow * 21 - 3, 60, furrow * 21 + 3, 60),
                    Tint.alpha(shot.palette().tone(0.12), 0.35));
        }
    }

    private static Color crop(Shot shot, double tone) {
        return Tint.at(
                Tint.mix(new Color(0xd2b474), shot.palette().high(), 0.4), tone * (0.45 + 0.5 * shot.light().horizon));
    }

    private static void mast(Shot shot) {
        shot.depth(0.3);
        double x = 14;
        double top = -33;
        Color dark = shot.palette().tone(0.05);
        for (double y = HORIZON; y > top; y -= 2.4) {
            double half = 0.45 + (y - top) * 0.022;
            shot.line(x - half, y, x + half - 0.05, y - 2.4, 0.16, dark);
            shot.line(x + half, y, x - half + 0.05, y - 2.4, 0.16, dark);
        }
        shot.line(x - 1.5, HORIZON, x - 0.3, top, 0.3, dark);
        shot.line(x + 1.5, HORIZON, x + 0.3, top, 0.3, dark);
        shot.line(x, top, x, top - 5, 0.25, dark);
        for (int stay = 1; stay <= 3; stay++) {
            shot.line(x, top + 6 * stay, x - 24 - stay * 3, HORIZON + 1, 0.08, Tint.alpha(dark, 0.7));
            shot.line(x, top + 6 * stay, x + 22 + stay * 3, HORIZON + 1, 0.08, Tint.alpha(dark, 0.7));
        }
        double pulse = 0.45 + 0.55 * Math.max(0, Math.sin(shot.time() * 14));
        shot.disc(x, top - 5, 0.5, new Color(0xe2412f));
        shot.glow(x, top - 5, 8, new Color(0xe2412f), pulse);
        shot.glow(x, HORIZON - 12, 2, new Color(0xe2412f), pulse);
    }

    private static void house(Shot shot) {
        shot.depth(0.3);
        Color dark = shot.palette().tone(0.07);
        double x = -46;
        shot.block(x - 5, HORIZON - 4.6, 10, 5.2, dark);
        shot.fill(Props.polygon(x - 6, HORIZON - 4.4, x, HORIZON - 9, x + 6, HORIZON - 4.4), dark);
        shot.block(x + 3, HORIZON - 9.4, 1.2, 3, dark);
        shot.block(x - 2.2, HORIZON - 3.4, 1.7, 1.8, shot.palette().glow());
        shot.glow(x - 1.4, HORIZON - 2.6, 5, shot.palette().glow(), 0.7);
    }

    private static void stalks(Shot shot, boolean parting) {
        SplittableRandom chance = shot.chance("stalks");
        Noise wind = shot.noise("wind");
        for (int rank = 0; rank < 6; rank++) {
            double nearness = rank / 5.0;
            shot.depth(0.45 + 0.5 * nearness);
            double foot = HORIZON + 5 + 34 * nearness * nearness;
            for (int stalk = 0; stalk < 135; stalk++) {
                double x = chance.nextDouble(-112, 112);
                double height = (4 + 15 * nearness) * chance.nextDouble(0.7, 1.25);
                double tone = 0.12 + chance.nextDouble(0.72) * (1.05 - nearness * 0.6);
                double gap = parting ? gap(shot, nearness) : -1;
                double lean = (wind.at(x / 16 + shot.time() * 4, rank) - 0.45) * height * 0.5;
                if (Math.abs(x) < gap) {
                    continue;
                }
                lean += parting ? Math.signum(x) * height * Math.max(0, 1.7 - Math.abs(x) / Math.max(1, gap)) * 0.6 : 0;
                ear(shot, x, foot + 4, height, lean, 0.14 + 0.36 * nearness, crop(shot, tone));
            }
        }
    }

    private static double gap(Shot shot, double nearness) {
        double reach = 0.15 + shot.time() * 1.1;
        return nearness < reach ? 2.5 + nearness * 11 : 0.4;
    }

    private static void ear(Shot shot, double x, double foot, double height, double lean, double width, Color colour) {
        Path2D stalk = new Path2D.Double();
        stalk.moveTo(x - width / 2, foot);
        stalk.quadTo(x, foot - height * 0.6, x + lean, foot - height);
        stalk.quadTo(x + lean + width * 2, foot - height * 0.82, x + lean * 0.6 + width, foot - height * 0.68);
        stalk.quadTo(x + width * 0.6, foot - height * 0.4, x + width / 2, foot);
        stalk.closePath();
        shot.fill(stalk, colour);
    }

    private static void figure(Shot shot, boolean parting) {
        shot.depth(parting ? 0.4 : 0.6);
        double height = parting ? 11 : 17;
        double x = parting ? 0.5 : -26;
        double foot = parting ? HORIZON + 7 : HORIZON + 17;
        shot.glow(x, foot - height * 0.6, height * 1.4, shot.palette().high(), 0.28);
        shot.fill(Props.person(x, foot, height), shot.palette().tone(0.02));
    }
}
