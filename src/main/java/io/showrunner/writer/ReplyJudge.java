package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.ChatReply;
import io.showrunner.llm.JsonRepair;
import io.showrunner.llm.JsonRepair.Repaired;
import io.showrunner.story.Json;
import java.util.List;
import java.util.Optional;

/** Judges the words of the model for one part: repair, shape, defaults, schema, and what its pictures must be. */
final class ReplyJudge {
    private static final int DEFAULT_FRAMES = 25;
    private static final int LONGEST_SUMMARY = 300;

    private final StorySchema schema;
    private final PictureCheck pictures;

    /** @param sketch what the question shows in place of a prompt, which some models give back */
    ReplyJudge(StorySchema schema, String sketch) {
        this.schema = schema;
        pictures = new PictureCheck(sketch);
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
        /** Words for the image model that it cannot read. */
        NOT_ENGLISH,
        /** Two scenes with one picture, or nearly so. */
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
        return mayBeShort && complaint(part, script, whole, reply.isCutOff()).isEmpty()
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
        return judge(part, script, found.get().json(), RepairRung.of(found.get().rung()));
    }

    /** What a story says besides its scenes, as far as it is whole; without any field when there is nothing. */
    ObjectNode header(String words) {
        JsonNode story = ReplyShape.of(TruncatedReply.complete(words), schema.document(Part.Kind.STORY));
        return story.isObject()
                ? story.<ObjectNode>deepCopy().without("scenes")
                : Json.mapper().createObjectNode();
    }

    /** Judges JSON that came as it should. */
    Judgement judge(Part part, Script script, JsonNode reply) {
        return judge(part, script, reply, RepairRung.RAW);
    }

    private Judgement judge(Part part, Script script, JsonNode reply, RepairRung rung) {
        JsonNode content = shaped(part, script, reply);
        return complaint(part, script, content)
                .map(complaint -> new Judgement(content, rung, complaint.flaw(), complaint.words()))
                .orElseGet(() -> new Judgement(content, rung, null, null));
    }

    private JsonNode shaped(Part part, Script script, JsonNode reply) {
        JsonNode shaped = ReplyShape.of(reply, schema.forReply(part.kind(), script.count()));
        if (part.kind() == Part.Kind.SCENE && shaped instanceof ObjectNode scene) {
            fillIn(scene, part.scene(), script);
        }
        if (part.kind() == Part.Kind.OUTLINE && shaped instanceof ObjectNode outline) {
            ProductionDesign.fillIn(outline);
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

    /** @param words for the model */
    record Complaint(Flaw flaw, String words) {}

    private Optional<Complaint> complaint(Part part, Script script, JsonNode content) {
        return complaint(part, script, content, false);
    }

    private Optional<Complaint> complaint(Part part, Script script, JsonNode content, boolean isTorn) {
        if (content.isMissingNode()) {
            return Optional.of(new Complaint(Flaw.INVALID, "the reply is not one JSON object of the wanted shape"));
        }
        List<String> invalid = invalid(part, script, content, isTorn);
        if (!invalid.isEmpty()) {
            return Optional.of(new Complaint(Flaw.INVALID, String.join("; ", invalid)));
        }
        return pictures.complaint(part, script, content);
    }

    private List<String> invalid(Part part, Script script, JsonNode content, boolean isTorn) {
        if (part.kind() == Part.Kind.SCENE) {
            return schema.complaints(content, script.given(part.scene()));
        }
        return isTorn && part.kind() == Part.Kind.STORY
                ? schema.complaintsOfTorn(content)
                : schema.complaints(part.kind(), content);
    }
}
