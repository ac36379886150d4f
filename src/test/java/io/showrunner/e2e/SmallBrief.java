package io.showrunner.e2e;

import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Briefs whose scenes are three small frames each; titles are given, the writer fills in everything else. */
final class SmallBrief {
    static final int FRAMES = 3;
    static final String PREMISE = "A night clerk finds a second ledger behind the wall, written in her own hand.";

    private SmallBrief() {}

    static String json(String briefId, String... titles) {
        return Json.write(fields(briefId, titles));
    }

    /** The same brief with one more field, or with another value of one. */
    static String jsonWith(String briefId, String field, Object value) {
        Map<String, Object> brief = fields(briefId, "The Ledger");
        brief.put(field, value);
        return Json.write(brief);
    }

    /** No titles: the writer asks for the whole story at once. */
    static String jsonWithoutTitles(String briefId, int scenes) {
        return jsonWithoutTitles(briefId, scenes, PREMISE);
    }

    /** The same with words of its own. */
    static String jsonWithoutTitles(String briefId, int scenes, String premise) {
        Map<String, Object> brief = fields(briefId);
        brief.remove("scenes");
        brief.put("premise", premise);
        brief.put("sceneCount", scenes);
        return Json.write(brief);
    }

    /** No id: the content alone says which brief it is. */
    static String jsonWithoutId(String... titles) {
        Map<String, Object> brief = fields("nobody", titles);
        brief.remove("briefId");
        return Json.write(brief);
    }

    static String yaml(String briefId, String... titles) {
        return head(briefId, titles) + "premise: " + PREMISE + "\n";
    }

    static String markdown(String briefId, String... titles) {
        return "---\n" + head(briefId, titles) + "---\n" + PREMISE + "\n";
    }

    private static String head(String briefId, String... titles) {
        String scenes =
                Stream.of(titles).map(title -> "  - title: " + title + "\n").collect(Collectors.joining());
        return """
                briefId: %s
                genre: drama
                mood: wistful
                sceneCount: %d
                framesPerScene: %d
                width: 128
                height: 72
                scenes:
                %s""".formatted(briefId, titles.length, FRAMES, scenes);
    }

    private static Map<String, Object> fields(String briefId, String... titles) {
        List<Map<String, String>> scenes = new ArrayList<>();
        for (String title : titles) {
            scenes.add(Map.of("title", title));
        }
        Map<String, Object> brief = new LinkedHashMap<>();
        brief.put("briefId", briefId);
        brief.put("premise", PREMISE);
        brief.put("genre", "drama");
        brief.put("mood", "wistful");
        brief.put("sceneCount", titles.length);
        brief.put("framesPerScene", FRAMES);
        brief.put("width", 128);
        brief.put("height", 72);
        brief.put("scenes", scenes);
        return brief;
    }
}
