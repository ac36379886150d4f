package io.showrunner.simulator.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The colours of a scene in the roles a painter needs: a ramp from shadow to highlight, an accent, the colour of lamps
 * and that of leaves.
 */
record Palette(Color shadow, Color deep, Color mid, Color high, Color accent, Color glow, Color leaf) {
    private static final List<String> FALLBACKS = List.of(
            "slate, pewter, brass, bone white",
            "deep teal, sea, sand, amber",
            "plum, dusk, rose, candle",
            "forest green, moss, straw, cream",
            "midnight blue, denim, ice, apricot");

    static Palette of(String named, Words words, long seed) {
        List<Color> colours = new ArrayList<>(ColourNames.in(named));
        if (colours.size() < 2) {
            colours.addAll(ColourNames.in(suiting(words, seed)));
        }
        colours.sort(Comparator.comparingDouble(Tint::luminance));
        Color darkest = colours.get(0);
        Color lightest = colours.get(colours.size() - 1);
        Color middle = colours.get(colours.size() / 2);
        Color accent = colours.stream()
                .max(Comparator.comparingDouble(Tint::saturation))
                .orElse(middle);
        Color lamp = lamp(colours);
        return new Palette(
                Tint.at(Tint.mix(darkest, new Color(0x0c1018), 0.5), 0.04),
                Tint.at(darkest, Math.min(0.24, 0.12 + Tint.luminance(darkest) * 0.4)),
                Tint.at(middle, 0.3 + Tint.luminance(middle) * 0.35),
                Tint.at(lightest, 0.86),
                accent,
                Tint.at(lamp, Math.max(0.68, Tint.luminance(lamp))),
                leaf(colours));
    }

    /** The warmest colour, or that of a lamp when all are cold. */
    private static Color lamp(List<Color> colours) {
        return colours.stream()
                .filter(c -> Tint.warmth(c) > 0.15)
                .max(Comparator.comparingDouble(c -> Tint.warmth(c) * 2 + Tint.luminance(c)))
                .orElse(new Color(0xf3c58a));
    }

    private static Color leaf(List<Color> colours) {
        return colours.stream()
                .filter(c -> c.getGreen() > c.getRed() + 8 && c.getGreen() > c.getBlue() + 8)
                .findFirst()
                .orElse(new Color(0x56703c));
    }

    /** 0 is the deepest shadow, 1 the brightest highlight. */
    Color tone(double value) {
        double v = Math.max(0, Math.min(1, value)) * 3;
        if (v < 1) {
            return Tint.mix(shadow, deep, v);
        }
        return v < 2 ? Tint.mix(deep, mid, v - 1) : Tint.mix(mid, high, v - 2);
    }

    private static String suiting(Words words, long seed) {
        if (words.any("wistful", "melancholy", "sad", "tender", "quiet", "lonely")) {
            return "slate blue, pewter, brass, bone white";
        }
        if (words.any("hopeful", "hushed", "bright", "serene", "warm", "joyful")) {
            return "leaf green, sage, amber, bone white";
        }
        if (words.any("claustrophobic", "tense", "thriller", "urgent", "noir", "paranoid")) {
            return "black, petrol, wet steel, sodium orange";
        }
        if (words.any("playful", "cosy", "fantasy", "whimsical", "mischievous")) {
            return "deep teal, terracotta, candle, cream";
        }
        if (words.any("uneasy", "horror", "eerie", "dread", "haunted", "ominous")) {
            return "soot, cyan dusk, moss, pale wheat";
        }
        return FALLBACKS.get(Math.floorMod(seed, FALLBACKS.size()));
    }
}
