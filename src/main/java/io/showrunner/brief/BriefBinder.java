package io.showrunner.brief;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;

/** Makes the record of a checked brief, with what the brief leaves to us. */
final class BriefBinder {
    private static final int USUAL_SCENES = 3;

    private BriefBinder() {}

    /** How many scenes the story gets: as many as asked for, else as many as given, else {@value #USUAL_SCENES}. */
    static int sceneCount(JsonNode brief) {
        int given = brief.path("scenes").size();
        return brief.path("sceneCount").asInt(given > 0 ? given : USUAL_SCENES);
    }

    static Brief bind(ObjectNode checked) {
        ObjectNode brief = checked.deepCopy();
        brief.put("sceneCount", sceneCount(checked));
        brief.put("cache", checked.path("cache").asBoolean(true));
        if (checked.has("deadline")) {
            String deadline = checked.get("deadline").textValue();
            brief.put("deadline", OffsetDateTime.parse(deadline).toInstant().toString());
        }
        try {
            return Json.mapper().treeToValue(brief, Brief.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the brief's schema allows what the record Brief cannot hold", e);
        }
    }
}
