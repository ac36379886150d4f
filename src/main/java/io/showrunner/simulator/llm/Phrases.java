package io.showrunner.simulator.llm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The building blocks of a story that nobody wrote beforehand. */
record Phrases(
        List<String> beats,
        List<String> titles,
        List<String> shots,
        List<String> cameras,
        List<String> lenses,
        List<String> textures,
        Map<String, Genre> genres) {

    /** Where a genre takes place and how it looks. */
    record Genre(List<String> places, List<String> light, List<String> moods, List<String> palettes) {}

    Genre genre(String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (name.contains("horror") || name.contains("ghost")) {
            return genres.get("horror");
        }
        if (name.contains("sci") || name.contains("space") || name.contains("cyber")) {
            return genres.get("sci-fi");
        }
        if (name.contains("thrill") || name.contains("noir") || name.contains("crime") || name.contains("myst")) {
            return genres.get("thriller");
        }
        boolean light = name.contains("fantas")
                || name.contains("family")
                || name.contains("adventure")
                || name.contains("comedy");
        return genres.get(light ? "fantasy" : "drama");
    }
}
