package io.showrunner.simulator.picture;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.SplittableRandom;

/** A potter's bench seen from the height of a clay fox: tools as cliffs, a river of slip, or the slit of a warm kiln. */
final class Workshop {
    private static final double BENCH = 16;

    private Workshop() {}

    static void paint(Shot shot) {
        Words words = shot.words();
        boolean kiln = words.any("kiln", "oven", "furnace", "slit") && !words.any("sponge", "river");
        backWall(shot, kiln);
        bench(shot);
        if (kiln) {
            kiln(shot);
        } else {
            tools(shot);
        }
        if (words.any("river", "sponge", "water", "slip", "leap")) {
            river(shot);
        } else {
            animals(shot, kiln);
        }
        foreground(shot);
    }

    private static Color clay(Shot shot, double tone) {
        return Tint.at(Tint.mix(new Color(0xb06a44), shot.palette().glow(), 0.2), tone);
    }

    private static void backWall(Shot shot, boolean kiln) {
        shot.depth(0.1);
        shot.shade(
                new Rectangle2D.Double(-140, -80, 280, 160),
                shot.palette().tone(0.12),
                shot.palette().tone(kiln ? 0.16 : 0.34));
        double x = kiln ? -62 : 16;
        shot.depth(0.2);
        shot.shade(
                new Rectangle2D.Double(x, -40, 44, 44),
                shot.palette().tone(0.5),
                shot.palette().tone(0.74));
        shot.block(x + 20.8, -40, 2.4, 44, shot.palette().tone(0.1));
        shot.block(x, -19, 44, 2, shot.palette().tone(0.1));
        SplittableRandom chance = shot.chance("pane");
        for (int drop = 0; drop < 26; drop++) {
            double dx = x + chance.nextDouble(44);
            double dy = (chance.nextDouble() * 44 + shot.time() * 20) % 40 - 40;
            shot.line(dx, dy, dx - 0.5, dy + 3, 0.25, Tint.alpha(Color.WHITE, 0.35));
        }
        double flash = shot.words().any("storm", "lightning") && Math.sin(shot.time() * 17) > 0.93 ? 0.8 : 0.25;
        shot.glow(x + 22, -18, 50, shot.palette().tone(0.85), flash);
        shelf(shot, kiln ? 0 : -80);
    }

    private static void shelf(Shot shot, double x) {
        shot.depth(0.25);
        SplittableRandom chance = shot.chance("shelf");
        for (int level = 0; level < 2; level++) {
            double y = -24 + level * 22;
            for (int pot = 0; pot < 7; pot++) {
                double height = chance.nextDouble(6, 14);
                double width = chance.nextDouble(5, 9);
                double at = x + pot * 12;
                shot.shadeAcross(
                        new RoundRectangle2D.Double(at, y - height, width, height + 1, 4, 6),
                        Tint.mix(clay(shot, 0.28), shot.palette().mid(), 0.5),
                        shot.palette().tone(0.08));
            }
            shot.block(x - 6, y, 92, 1.8, shot.palette().tone(0.06));
        }
    }

    private static void bench(Shot shot) {
        shot.depth(0.5);
        Color wood = Tint.mix(shot.palette().tone(0.5), new Color(0x9a6a3c), 0.55);
        shot.shade(new Rectangle2D.Double(-140, BENCH, 280, 70), wood, Tint.mix(wood, Color.BLACK, 0.75));
        Noise noise = shot.noise("bench");
        for (int grain = 0; grain < 22; grain++) {
            double y = BENCH + 0.6 + grain * grain * 0.09;
            double from = -130 + noise.at(grain, 1) * 90;
            shot.line(
                    from,
                    y,
                    from + 60 + 110 * noise.at(grain, 2),
                    y + 0.3,
                    0.12 + grain * 0.015,
                    Tint.alpha(Color.BLACK, 0.22));
        }
    }

    private static void tools(Shot shot) {
        shot.depth(0.4);
        Color wood = Tint.mix(shot.palette().tone(0.4), new Color(0x8a5a34), 0.5);
        jar(shot, -62, BENCH + 3, 34, 26);
        jar(shot, 52, BENCH + 2, 24, 22);
        for (int i = 0; i < 5; i++) {
            double x = -58 + i * 5.4;
            double lean = (i - 2) * 4;
            shot.line(x, -14, x + lean, -42 - i % 2 * 7, 1.8, wood);
            shot.shade(
                    new Ellipse2D.Double(x + lean - 2.4, -56 - i % 2 * 7, 4.8, 15),
                    shot.palette().tone(0.75),
                    shot.palette().tone(0.2));
        }
        candle(shot, 34, BENCH + 3, 13);
        shot.shadeAcross(
                Props.polygon(70, BENCH + 9, 76, -40, 82, -44, 88, BENCH + 9),
                Tint.mix(shot.palette().tone(0.7), shot.palette().glow(), 0.3),
                shot.palette().tone(0.1));
    }

    private static void jar(Shot shot, double x, double foot, double width, double height) {
        shot.shadeAcross(
                new RoundRectangle2D.Double(x - 2, foot - height, width, height, 5, 8),
                Tint.mix(shot.palette().tone(0.3), shot.palette().accent(), 0.2),
                Tint.mix(shot.palette().tone(0.75), shot.palette().glow(), 0.3));
        shot.shade(
                new Ellipse2D.Double(x - 2, foot - height - 2.4, width, 5),
                shot.palette().tone(0.1),
                shot.palette().tone(0.4));
    }

    private static void candle(Shot shot, double x, double foot, double height) {
        shot.shade(
                new RoundRectangle2D.Double(x - 2.6, foot - height, 5.2, height, 2, 2),
                Tint.mix(shot.palette().high(), shot.palette().glow(), 0.4),
                shot.palette().tone(0.5));
        double sway = shot.noise("flame").at(shot.time() * 12, 1) - 0.5;
        Path2D flame = new Path2D.Double();
        flame.moveTo(x - 1.3, foot - height - 1);
        flame.quadTo(x - 1.2, foot - height - 4, x + sway * 2, foot - height - 7.4);
        flame.quadTo(x + 1.4, foot - height - 4, x + 1.3, foot - height - 1);
        flame.closePath();
        shot.fill(flame, new Color(0xfff0c4));
        shot.glow(x, foot - height - 4, 9, new Color(0xffe0a0), 1);
        shot.glow(x, foot - height - 4, 62 + sway * 6, shot.palette().glow(), 0.6);
    }

    private static void kiln(Shot shot) {
        shot.depth(0.45);
        shot.shadeAcross(
                new RoundRectangle2D.Double(2, -58, 110, BENCH + 62, 10, 10),
                shot.palette().tone(0.2),
                shot.palette().tone(0.03));
        for (int course = 0; course < 9; course++) {
            double y = -54 + course * 8;
            shot.line(2, y, 112, y, 0.3, Tint.alpha(Color.BLACK, 0.4));
            for (double x = 8 + course % 2 * 8; x < 112; x += 16) {
                shot.line(x, y, x, y + 8, 0.3, Tint.alpha(Color.BLACK, 0.4));
            }
        }
        double heat = 0.85 + 0.15 * Math.sin(shot.time() * 12);
        Color fire = Tint.mix(shot.palette().glow(), new Color(0xff9a3c), 0.6);
        shot.shade(new RoundRectangle2D.Double(20, -34, 7, BENCH + 36, 4, 4), new Color(0xfff2c8), fire);
        shot.glow(23.5, -6, 20, fire, heat);
        shot.glow(23.5, 2, 74, fire, 0.75 * heat);
        shot.glow(14, BENCH + 14, 50, fire, 0.5 * heat);
        shot.fill(Props.polygon(20, BENCH + 1, 27, BENCH + 1, 24, 60, -34, 60), Tint.alpha(fire, 0.4));
    }

    private static void animals(Shot shot, boolean kiln) {
        shot.depth(0.6);
        double hop = Math.abs(Math.sin(shot.time() * 8));
        double[][] places = {{-44, 36, 15, 1}, {-22, 30, 8, 0}, {-6, 35, 9, 0}, {10, 31, 11, 1}};
        for (double[] place : places) {
            double x = place[0] + shot.time() * 4 + (kiln ? 4 : 0);
            double y = place[1] - hop * (place[3] == 0 ? 1 : 0.3);
            shadow(shot, x, place[1], place[2]);
            Color light = kiln ? clay(shot, 0.44) : clay(shot, 0.47);
            shot.shadeAcross(
                    Props.beast(x, y, place[2], place[3] == 1),
                    kiln ? clay(shot, 0.09) : light,
                    kiln ? light : clay(shot, 0.2));
        }
        shadow(shot, 30, 40, 10);
        shot.shade(Props.fox(kiln ? -2 : 30, 41 - hop * 1.5, 13, hop), clay(shot, 0.5), clay(shot, 0.24));
    }

    private static void river(Shot shot) {
        shot.depth(0.6);
        Color water = Tint.mix(shot.palette().tone(0.72), new Color(0xbcd3d6), 0.35);
        Path2D river = new Path2D.Double();
        river.moveTo(-8, BENCH);
        river.curveTo(-24, 26, 4, 30, -30, 60);
        river.lineTo(48, 60);
        river.curveTo(40, 34, 12, 28, 6, BENCH);
        river.closePath();
        shot.shade(river, water, Tint.mix(water, shot.palette().deep(), 0.6));
        SplittableRandom chance = shot.chance("ripples");
        for (int ripple = 0; ripple < 24; ripple++) {
            double y = BENCH + 3 + chance.nextDouble(34);
            double x = 2 + (y - BENCH) * chance.nextDouble(-0.5, 0.6) + Math.sin(shot.time() * 8 + ripple);
            shot.line(x, y, x + 2 + y * 0.1, y, 0.3, Tint.alpha(Color.WHITE, 0.5));
        }
        sponges(shot, chance);
        double t = shot.time();
        double leap = 24 * t * (1 - t) * 4 * 0.8;
        double stride = 0.4 + 0.6 * Math.sin(Math.PI * t);
        shot.shade(Props.fox(-26 + 52 * t, 30 - leap, 15, stride), clay(shot, 0.5), clay(shot, 0.24));
    }

    private static void sponges(Shot shot, SplittableRandom chance) {
        Color sponge = Tint.mix(new Color(0xd9b64e), shot.palette().glow(), 0.3);
        for (double[] at : new double[][] {{-34, 37, 22}, {-2, 28, 9}, {34, 40, 26}}) {
            shot.shade(
                    new RoundRectangle2D.Double(at[0] - at[2] / 2, at[1] - at[2] * 0.3, at[2], at[2] * 0.42, 4, 4),
                    Tint.mix(sponge, Color.WHITE, 0.2),
                    Tint.mix(sponge, Color.BLACK, 0.5));
            for (int pore = 0; pore < 9; pore++) {
                shot.disc(
                        at[0] + chance.nextDouble(-0.42, 0.42) * at[2],
                        at[1] + chance.nextDouble(-0.2, 0.06) * at[2],
                        at[2] * 0.025,
                        Tint.mix(sponge, Color.BLACK, 0.55));
            }
        }
    }

    private static void shadow(Shot shot, double x, double foot, double size) {
        shot.fill(
                new Ellipse2D.Double(x - size * 0.6, foot - size * 0.07, size * 1.25, size * 0.16),
                Tint.alpha(Color.BLACK, 0.35));
    }

    private static void foreground(Shot shot) {
        shot.depth(1);
        shot.disc(-92, 54, 26, Tint.alpha(clay(shot, 0.12), 0.85));
        shot.disc(96, 60, 24, Tint.alpha(shot.palette().tone(0.04), 0.8));
    }
}
