package io.showrunner.simulator.picture;

import java.awt.Color;

/** Arithmetic on colours. */
final class Tint {
    private Tint() {}

    static Color mix(Color from, Color to, double share) {
        double s = Math.max(0, Math.min(1, share));
        return new Color(
                channel(from.getRed() + (to.getRed() - from.getRed()) * s),
                channel(from.getGreen() + (to.getGreen() - from.getGreen()) * s),
                channel(from.getBlue() + (to.getBlue() - from.getBlue()) * s));
    }

    /** The colour at another brightness, hue kept as far as the range allows; {@code luminance} from 0 to 1. */
    static Color at(Color colour, double luminance) {
        double own = Math.max(0.02, luminance(colour));
        if (luminance <= own) {
            return mix(Color.BLACK, colour, luminance / own);
        }
        return mix(colour, Color.WHITE, (luminance - own) / Math.max(0.02, 1 - own));
    }

    static Color alpha(Color colour, double alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), channel(alpha * 255));
    }

    static double luminance(Color c) {
        return (0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue()) / 255;
    }

    static double saturation(Color c) {
        int high = Math.max(c.getRed(), Math.max(c.getGreen(), c.getBlue()));
        int low = Math.min(c.getRed(), Math.min(c.getGreen(), c.getBlue()));
        return high == 0 ? 0 : (double) (high - low) / high;
    }

    /** Above 0 for colours of fire, below 0 for colours of water. */
    static double warmth(Color c) {
        return (c.getRed() - c.getBlue()) / 255.0;
    }

    private static int channel(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
