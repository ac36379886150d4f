package io.showrunner.simulator.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Colours by the names that people and language models give them. */
final class ColourNames {
    private static final Map<String, Color> COLOURS = table("""
            black 101014, jet 0d0d10, ink 151b2b, onyx 16161a, charcoal 2c2f33, soot 24211f, coal 1d1d20, graphite 3a3d42
            grey 808488, gray 808488, ash 9a9a96, pewter 7d868c, lead 565c63, iron 4a4e54, steel 5f7380, slate 4f5f6f
            silver b9c0c6, smoke 8b8f93, fog a9b3b8, mist b6c2c6, stone 8d8778, concrete 8a8a86, chrome b0bac0, zinc 8a959b
            white f2f0ea, bone e8dfcb, ivory efe6cf, cream f1e4c3, pearl e6e1dc, chalk e9e8e2, snow eef3f7, milk f2ede2
            porcelain eceff0, linen e7dcc8, paper e6d9b8, parchment dcc79a, sand d3b98a, wheat d9bd7c, straw d8bf74, oat d6c5a0
            beige d2c2a0, tan b8935f, khaki a39a6a, wool b3a48b, fawn b58f63, buff d2ae78, honey d99a2b, amber e59a22
            gold dba52f, golden e0ac3a, brass b5913f, bronze 94672f, copper b06a3b, rust a3492a, ochre c08a35, mustard c79b2f
            saffron e7a427, yellow e8c832, lemon eedc5c, sodium f0962e, candle f2b45a, candlelight f2b45a, firelight ee8b3a
            orange e07b2a, tangerine e8832f, apricot ecab72, peach edb491, coral e5735c, salmon e58b73, terracotta b9603f
            clay a9674a, brick 96432f, sienna a0552f, umber 6a4a32, brown 6b4a33, chestnut 7a4230, walnut 5a3f2c, mahogany 6a2f26
            chocolate 4d3023, coffee 4a3527, earth 6a5138, mud 5b4a38, leather 7a4e2d, wood 8a6239, oak 9a7444, cedar 8d5638
            red b3262a, crimson a3162e, scarlet c92b22, ruby 96132f, blood 7c1217, wine 5f1a2e, burgundy 5c1828, cherry a51c30
            vermilion d6422b, rose cf7484, pink e19bab, blush e6b4ab, magenta b43a86, fuchsia bb3a87, mauve 9c7f9d, plum 5f3357
            purple 66398a, violet 6f4fa0, lavender a99ccb, lilac b9a3cf, indigo 33337c, amethyst 8a62b0, orchid b56fb5
            blue 2f5e9e, navy 1a2748, midnight 141b3a, cobalt 2550a0, ultramarine 2a3c94, azure 4f97d6, sky 8fbede, cerulean 3c86b8
            denim 40597f, sapphire 1f4590, ice c3dfe8, glacier a8d0da, powder b3cbdc, ocean 1f5f78, sea 2f6f7c, marine 1d4a63
            petrol 154a55, teal 1f7376, turquoise 37a9a5, aqua 5cbfc4, cyan 3fb0c4, aquamarine 7fcfbc, lagoon 2b8a92
            green 3f7f45, leaf 5f9a3f, moss 667a3a, olive 6d6b33, sage 97a483, fern 4f7f45, forest 26482f, pine 23452f
            emerald 1f8a5b, jade 3f9a76, mint a3d6b8, lime 9cc63a, grass 6a9a3d, seafoam 93c9b2, celadon a9c7a4, viridian 2f7a66
            neon 39e0c8, electric 3a7dff, dusk 5b5f8a, dawn e3a58c, twilight 4a4b7c, sunset e2784a, sunrise ecae7c, ember d9501e
            flame ea6a22, fire e4621f, lava d2421a, blossom e9bccb, petal ebc3cd, moonlight a8bcd6, moonlit a8bcd6, skin d6a583
            """);

    private ColourNames() {}

    /** The colours named in the text, in its order; "pale", "dark" and the like act on the colour that follows. */
    static List<Color> in(String text) {
        List<Color> found = new ArrayList<>();
        for (String part : text.toLowerCase(Locale.ROOT).split("[,;/&]| and | with ")) {
            String[] words = part.trim().split("[^a-z]+");
            Color colour = null;
            double shift = 0;
            for (String word : words) {
                shift += shift(word);
                Color named = COLOURS.get(word);
                colour = named == null ? colour : colour == null ? named : Tint.mix(colour, named, 0.6);
            }
            if (colour != null) {
                found.add(Tint.at(colour, Math.max(0.03, Math.min(0.95, Tint.luminance(colour) + shift))));
            }
        }
        return List.copyOf(found);
    }

    private static double shift(String word) {
        return switch (word) {
            case "pale", "light", "bright", "soft", "washed" -> 0.14;
            case "deep", "dark", "wet", "burnt", "heavy" -> -0.13;
            default -> 0;
        };
    }

    private static Map<String, Color> table(String text) {
        return Arrays.stream(text.split("[,\n]"))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split(" "))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry[0], entry -> new Color(Integer.parseInt(entry[1], 16))));
    }
}
