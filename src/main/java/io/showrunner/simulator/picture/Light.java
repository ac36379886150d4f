package io.showrunner.simulator.picture;

/** The light of a scene: how bright the sky is at its top and at the horizon, and whether a sun or moon stands in it. */
enum Light {
    NIGHT(0.04, 0.3, 0.55),
    DUSK(0.22, 0.66, 0.85),
    DAWN(0.4, 0.86, 0.9),
    STORM(0.16, 0.42, 0.35),
    OVERCAST(0.5, 0.78, 0.4),
    DAY(0.62, 0.93, 0.8);

    final double top;
    final double horizon;
    /** Strength of the glow around the sun or moon. */
    final double disc;

    Light(double top, double horizon, double disc) {
        this.top = top;
        this.horizon = horizon;
        this.disc = disc;
    }

    static Light of(Words prompt, Words mood) {
        Light named = named(prompt);
        if (named != null) {
            return named;
        }
        named = named(mood);
        if (named != null) {
            return named;
        }
        if (mood.any("claustrophobic", "tense", "dread", "noir", "thriller", "ominous", "paranoid", "cornered")) {
            return NIGHT;
        }
        if (mood.any("uneasy", "wistful", "eerie", "lonely", "melancholy", "haunted")) {
            return DUSK;
        }
        return mood.any("hopeful", "joyful", "bright", "playful", "serene") ? DAWN : OVERCAST;
    }

    private static Light named(Words words) {
        if (words.any("night", "midnight", "nocturnal", "moonlit", "moonlight", "starlit", "sodium", "dark", "black")) {
            return NIGHT;
        }
        if (words.any("dusk", "sunset", "twilight", "evening", "gloaming")) {
            return DUSK;
        }
        if (words.any("dawn", "sunrise", "morning", "daybreak")) {
            return DAWN;
        }
        if (words.any("storm", "stormy", "thunder", "tempest")) {
            return STORM;
        }
        if (words.any("overcast", "cloudy", "grey", "gray", "fog", "mist")) {
            return OVERCAST;
        }
        return words.any("noon", "sunny", "daylight", "sunlit", "sunlight", "day") ? DAY : null;
    }

    boolean dark() {
        return this == NIGHT || this == STORM;
    }
}
