package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.JsonRepair;
import io.showrunner.llm.JsonRepair.Repaired;
import io.showrunner.llm.JsonRepair.Rung;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Judges the words of the model for one part: repair, shape, defaults, schema, and that no two scenes are alike. */
final class ReplyJudge {
    private static final int DEFAULT_FRAMES = 25;
    private static final int LONGEST_SUMMARY = 300;

    private final StorySchema schema;

    ReplyJudge(StorySchema schema) {
        this.schema = schema;
    }

    /**
     * @param content null when there was no JSON at all
     * @param rung the repair that was needed; null without content
     * @param complaints empty when the content is good
     */
    record Judgement(JsonNode content, Rung rung, List<String> complaints) {
        boolean isGood() {
            return complaints.isEmpty();
        }

        String complaint() {
            return String.join("; ", complaints);
        }
    }

    Judgement judge(Part part, Script script, String words) {
        Optional<Repaired> found = JsonRepair.read(words, json -> complaints(part, script, shaped(part, script, json))
                .isEmpty());
        if (found.isEmpty()) {
            return new Judgement(null, null, List.of("the reply holds no JSON object"));
        }
        JsonNode content = shaped(part, script, found.get().json());
        return new Judgement(content, found.get().rung(), complaints(part, script, content));
    }

    /** What is whole and good in a reply that was cut off; empty when that is not even the beginning of a story. */
    Optional<JsonNode> whole(Part part, Script script, String words) {
        JsonNode content = shaped(part, script, TruncatedReply.complete(words));
        return complaints(part, script, content).isEmpty() ? Optional.of(content) : Optional.empty();
    }

    private JsonNode shaped(Part part, Script script, JsonNode reply) {
        JsonNode shaped = ReplyShape.of(reply, schema.forReply(part.kind(), script.count()));
        if (part.kind() == Part.Kind.SCENE && shaped instanceof ObjectNode scene) {
            fillIn(scene, part.scene(), script);
        }
        if (part.kind() == Part.Kind.STORY) {
            int number = 1;
            for (JsonNode scene : shaped.path("scenes")) {
                fillIn((ObjectNode) scene, number++, script);
            }
        }
        return shaped;
    }

    private static void fillIn(ObjectNode scene, int number, Script script) {
        String prompt = Wording.firstSaid(
                script.given(number).prompt(), scene.path("prompt").asText());
        putMissing(scene, "title", Wording.firstSaid(script.planned(number).title(), "Scene " + number));
        putMissing(scene, "summary", Wording.shortened(prompt, LONGEST_SUMMARY));
        putMissing(scene, "mood", Wording.firstSaid(script.brief().mood(), "evocative"));
        putMissing(scene, "cameraMovement", "");
        putMissing(scene, "palette", "");
        putMissing(scene, "negativePrompt", "");
        if (!scene.has("expectedFrames")) {
            scene.put("expectedFrames", DEFAULT_FRAMES);
        }
    }

    private static void putMissing(ObjectNode scene, String name, String value) {
        if (value != null && !Wording.isSaid(scene.path(name).asText())) {
            scene.put(name, value);
        }
    }

    private List<String> complaints(Part part, Script script, JsonNode content) {
        if (content.isMissingNode()) {
            return List.of("the reply is not one JSON object of the wanted shape");
        }
        List<String> complaints = new ArrayList<>(
                part.kind() == Part.Kind.SCENE
                        ? schema.complaints(content, script.given(part.scene()))
                        : schema.complaints(part.kind(), content));
        if (part.kind() != Part.Kind.OUTLINE) {
            complaints.addAll(twins(part, script, content));
        }
        return complaints;
    }

    private static List<String> twins(Part part, Script script, JsonNode content) {
        Map<String, Integer> seen = new HashMap<>();
        for (int number = 1; number <= script.count(); number++) {
            if (number != part.scene() && script.scene(number).prompt() != null) {
                seen.put(key(script.scene(number).prompt()), number);
            }
        }
        List<String> complaints = new ArrayList<>();
        int number = Math.max(1, part.scene());
        for (JsonNode scene : part.kind() == Part.Kind.SCENE ? List.of(content) : content.path("scenes")) {
            String prompt = Wording.firstSaid(
                    script.given(number).prompt(), scene.path("prompt").asText());
            Integer twin = prompt == null ? null : seen.putIfAbsent(key(prompt), number);
            if (twin != null) {
                complaints.add("scene " + number + " has the same prompt as scene " + twin);
            }
            number++;
        }
        return complaints;
    }

    private static String key(String prompt) {
        return prompt.strip().toLowerCase(Locale.ROOT);
    }
}
