package io.showrunner.brief;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** Briefs and the reader with the shipped schema, for the tests of this room. */
final class Briefs {
    static final long MAX_SIZE = 256 * 1024;
    static final String PREMISE = "A keeper of bees finds a hive that hums in Morse code.";
    static final BriefReader READER = new BriefReader(
            Path.of("config/schemas/brief.schema.json"),
            () -> Set.of("txt2img-svd", "svd-img2vid", "txt2img-keyframe", "smoke"),
            "svd-img2vid"::equals,
            MAX_SIZE);

    private Briefs() {}

    /** The smallest brief there is. */
    static ObjectNode small() {
        ObjectNode brief = Json.mapper().createObjectNode();
        return brief.put("premise", PREMISE).put("genre", "drama").put("mood", "calm");
    }

    /** The smallest brief with an id. */
    static ObjectNode withId(String briefId) {
        return small().put("briefId", briefId);
    }

    /** The smallest brief as JSON text, with more fields in front. */
    static String json(String fields) {
        return "{" + fields + (fields.isEmpty() ? "" : ", ") + "\"premise\": \"" + PREMISE
                + "\", \"genre\": \"drama\", \"mood\": \"calm\"}";
    }

    static Brief read(String name, String content) {
        return READER.read(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static Brief read(ObjectNode brief) {
        return READER.readJson(brief);
    }
}
