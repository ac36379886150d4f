package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;

/** What is said of a story besides its scenes; null where nothing is said yet. */
record StoryHeader(String logline, String directorsVision) {
    static final StoryHeader NONE = new StoryHeader(null, null);

    StoryHeader {
        logline = Wording.firstSaid(logline);
        directorsVision = Wording.firstSaid(directorsVision);
    }

    static StoryHeader of(JsonNode reply) {
        return new StoryHeader(
                reply.path("logline").asText(), reply.path("directorsVision").asText());
    }

    /** These words, and the other's where there are none. */
    StoryHeader orElse(StoryHeader other) {
        return new StoryHeader(
                Wording.firstSaid(logline, other.logline), Wording.firstSaid(directorsVision, other.directorsVision));
    }

    boolean isWhole() {
        return logline != null && directorsVision != null;
    }

    /** For the model; what is not said is left out. */
    ObjectNode toJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        if (logline != null) {
            json.put("logline", logline);
        }
        if (directorsVision != null) {
            json.put("directorsVision", directorsVision);
        }
        return json;
    }
}
