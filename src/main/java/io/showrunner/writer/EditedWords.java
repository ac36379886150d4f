package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a scene as a person wants them. Only what changes is judged: the rest was there before. */
final class EditedWords {
    private static final String ID = "sceneId";
    private static final String SEED = "seed";
    private static final int SEED_BITS = 64;

    private final StorySchema schema;
    private final Set<String> fields = new LinkedHashSet<>();

    EditedWords(StorySchema schema) {
        this.schema = schema;
        fields.add(ID);
        schema.document(Part.Kind.SCENE).path("properties").fieldNames().forEachRemaining(fields::add);
        fields.add(SEED);
    }

    /**
     * A scene with its new words, under its old id.
     *
     * @param changes a sentence when there are any
     */
    record Scene(SceneSpec spec, List<String> changes) {}

    /**
     * The scene as it is wanted.
     *
     * @param place of the scene in what was sent
     * @param problems gets a sentence for each thing that is wrong
     */
    Scene of(SceneSpec before, JsonNode wanted, String place, List<String> problems) {
        wanted.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                problems.add(place + "." + CleanText.of(Wording.shortened(name, 60)) + ": it must be one of "
                        + String.join(", ", fields) + ".");
            }
        });
        ObjectNode changed = changed(Json.mapper().valueToTree(before), wanted);
        schema.complaintsOfEdit(changed)
                .forEach(complaint -> problems.add(complaint.replaceFirst("^\\$", place) + "."));
        PictureCheck.foreign(changed)
                .forEach((name, what) ->
                        problems.add(place + "." + name + ": it " + what + "; image models read English."));
        BigInteger seed = wanted.has(SEED) ? seed(wanted.get(SEED), place, problems) : before.seed();
        List<String> names = new ArrayList<>();
        changed.fieldNames().forEachRemaining(names::add);
        if (seed == null ? before.seed() != null : !seed.equals(before.seed())) {
            names.add(SEED);
        }
        List<String> changes =
                names.isEmpty() ? List.of() : List.of(before.id() + " with another " + String.join(", ", names));
        return new Scene(problems.isEmpty() ? applied(before, changed, seed) : before, changes);
    }

    /** Each new prompt that shows what another scene shows. */
    List<String> twins(Story story, List<SceneSpec> scenes, Brief brief) {
        Map<String, String> known = new HashMap<>();
        story.scenes().forEach(scene -> known.put(scene.id(), scene.prompt()));
        Map<Integer, String> shown = new HashMap<>();
        for (int i = 0; i < scenes.size(); i++) {
            SceneSpec scene = scenes.get(i);
            if (scene.prompt().equals(known.get(scene.id()))) {
                shown.put(i, scene.prompt());
            }
        }
        Set<String> shared = PictureCheck.sharedWords(brief.visualStyle(), brief.characters());
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < scenes.size(); i++) {
            if (!shown.containsKey(i)) {
                String place = "[" + i + "].prompt: it";
                PictureCheck.twin(scenes.get(i).prompt(), shown, shared)
                        .ifPresent(twin -> problems.add(place + twin.replace("as scene ", "as the one at ") + "."));
                shown.put(i, scenes.get(i).prompt());
            }
        }
        return problems;
    }

    /** What differs, cleaned as the words of a model are. */
    private ObjectNode changed(JsonNode before, JsonNode wanted) {
        ObjectNode changed = Json.mapper().createObjectNode();
        for (String name : fields) {
            JsonNode value = wanted.path(name);
            if (!value.isMissingNode() && !name.equals(ID) && !name.equals(SEED)) {
                JsonNode clean = value.isTextual()
                        ? Json.mapper().getNodeFactory().textNode(CleanText.of(value.textValue()))
                        : value;
                boolean same = clean.equals(before.path(name))
                        || (clean.asText().isEmpty() && before.path(name).isMissingNode());
                if (!same) {
                    changed.set(name, clean);
                }
            }
        }
        return changed;
    }

    private static BigInteger seed(JsonNode wanted, String place, List<String> problems) {
        if (wanted.isNull()) {
            return null;
        }
        boolean isNumber = wanted.isIntegralNumber() || wanted.isTextual();
        if (isNumber && wanted.asText().matches("[0-9]{1,20}")) {
            BigInteger seed = new BigInteger(wanted.asText());
            if (seed.bitLength() <= SEED_BITS) {
                return seed;
            }
        }
        problems.add(place + ".seed: it must be a whole number from 0 to 18446744073709551615, or null.");
        return null;
    }

    private static SceneSpec applied(SceneSpec before, ObjectNode changed, BigInteger seed) {
        return new SceneSpec(
                before.id(),
                text(changed, "title", before.title()),
                text(changed, "summary", before.summary()),
                text(changed, "prompt", before.prompt()),
                text(changed, "mood", before.mood()),
                before.keyframePath(),
                changed.path("expectedFrames").asInt(before.expectedFrames()),
                text(changed, "negativePrompt", before.negativePrompt()),
                Wording.firstSaid(text(changed, "cameraMovement", before.cameraMovement())),
                Wording.firstSaid(text(changed, "palette", before.palette())),
                seed);
    }

    private static String text(ObjectNode changed, String name, String before) {
        return changed.path(name).asText(before);
    }
}
