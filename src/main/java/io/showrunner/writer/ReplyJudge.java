package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.JsonRepair;
import io.showrunner.llm.JsonRepair.Repaired;
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
    private final String sketch;

    /** @param sketch what the question shows in place of a prompt, which some models give back */
    ReplyJudge(StorySchema schema, String sketch) {
        this.schema = schema;
        this.sketch = sketch;
    }

    /** Why a reply cannot be used. */
    enum Flaw {
        /** More characters than are read. */
        TOO_LONG,
        /** Nothing that parses, or thoughts without an answer. */
        NO_JSON,
        /** JSON in which required words are missing. */
        INVALID,
        /** The sketch of the question, given back. */
        ECHOED,
        /** Two scenes with one picture. */
        REPEATED
    }

    /**
     * @param content null when there was no JSON at all
     * @param rung how it was read; null without content
     * @param flaw null when the content is good
     * @param complaint for the model; null when the content is good
     */
    record Judgement(JsonNode content, RepairRung rung, Flaw flaw, String complaint) {
        boolean isGood() {
            return flaw == null;
        }
    }

    /** Judges a whole reply: its words as they are or repaired, or else what is whole in front of a torn end. */
    Judgement judge(Part part, Script script, ChatReply.Content reply) {
        Judgement judgement = judge(part, script, reply.text());
        if (judgement.flaw() == Flaw.TOO_LONG) {
            return judgement;
        }
        if (judgement.isGood()) {
            return reply.fromReasoning() && judgement.rung().compareTo(RepairRung.REASONING) < 0
                    ? new Judgement(judgement.content(), RepairRung.REASONING, null, null)
                    : judgement;
        }
        JsonNode whole = shaped(part, script, TruncatedReply.complete(reply.text()));
        boolean mayBeShort = reply.isCutOff() || whole.path("scenes").size() == script.count();
        return mayBeShort && complaint(part, script, whole).isEmpty()
                ? new Judgement(whole, RepairRung.TORN_END, null, null)
                : judgement;
    }

    Judgement judge(Part part, Script script, String words) {
        if (JsonRepair.isTooLong(words)) {
            return new Judgement(null, null, Flaw.TOO_LONG, "the reply is much too long");
        }
        Optional<Repaired> found = JsonRepair.read(words, json -> complaint(part, script, shaped(part, script, json))
                .isEmpty());
        if (found.isEmpty()) {
            return new Judgement(null, null, Flaw.NO_JSON, "the reply holds no JSON object");
        }
        JsonNode content = shaped(part, script, found.get().json());
        RepairRung rung = RepairRung.of(found.get().rung());
        return complaint(part, script, content)
                .map(complaint -> new Judgement(content, rung, complaint.flaw(), complaint.words()))
                .orElseGet(() -> new Judgement(content, rung, null, null));
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

    private record Complaint(Flaw flaw, String words) {}

    private Optional<Complaint> complaint(Part part, Script script, JsonNode content) {
        if (content.isMissingNode()) {
            return Optional.of(new Complaint(Flaw.INVALID, "the reply is not one JSON object of the wanted shape"));
        }
        List<String> invalid = part.kind() == Part.Kind.SCENE
                ? schema.complaints(content, script.given(part.scene()))
                : schema.complaints(part.kind(), content);
        if (!invalid.isEmpty()) {
            return Optional.of(new Complaint(Flaw.INVALID, String.join("; ", invalid)));
        }
        if (asksForPrompts(part, script) && content.findValuesAsText("prompt").contains(sketch)) {
            return Optional.of(new Complaint(Flaw.ECHOED, "a prompt must not repeat the sketch of the question"));
        }
        List<String> twins = part.kind() == Part.Kind.OUTLINE ? List.of() : twins(part, script, content);
        return twins.isEmpty() ? Optional.empty() : Optional.of(new Complaint(Flaw.REPEATED, String.join("; ", twins)));
    }

    private static boolean asksForPrompts(Part part, Script script) {
        return part.kind() != Part.Kind.SCENE || script.given(part.scene()).prompt() == null;
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
