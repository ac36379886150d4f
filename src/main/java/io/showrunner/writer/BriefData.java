package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;

/** What a model needs to know of a brief, as bounded data. */
final class BriefData {
    private static final int NAME = 80;
    private static final int PHRASE = 120;
    private static final int PARAGRAPH = 400;
    private static final int LOOKS = 240;
    private static final int PREMISE = 2000;
    private static final int MOST_CHARACTERS = 8;
    private static final int GIVEN = 160;

    private BriefData() {}

    /** The brief without its scenes. */
    static ObjectNode of(Brief brief) {
        ObjectNode data = Json.mapper().createObjectNode();
        put(data, "title", brief.title(), PHRASE);
        put(data, "premise", brief.premise(), PREMISE);
        put(data, "genre", brief.genre(), NAME);
        put(data, "mood", brief.mood(), PHRASE);
        put(data, "visualStyle", brief.visualStyle(), PARAGRAPH);
        put(data, "directorsVision", brief.directorsVision(), PARAGRAPH);
        put(data, "avoid", brief.negativePrompt(), PHRASE);
        ArrayNode characters = Json.mapper().createArrayNode();
        brief.characters().stream().limit(MOST_CHARACTERS).forEach(character -> {
            ObjectNode entry = characters.addObject();
            put(entry, "name", character.name(), NAME);
            put(entry, "looks", character.visual(), LOOKS);
        });
        if (!characters.isEmpty()) {
            data.set("characters", characters);
        }
        return data;
    }

    /** The brief with what it says about its scenes. */
    static ObjectNode withScenes(Brief brief) {
        ObjectNode data = of(brief);
        ArrayNode scenes = Json.mapper().createArrayNode();
        int number = 1;
        for (Brief.BriefScene scene : brief.scenes()) {
            ObjectNode entry = scenes.addObject().put("number", number++);
            put(entry, "title", scene.title(), NAME);
            put(entry, "what", Wording.firstSaid(scene.summary(), scene.prompt()), GIVEN);
        }
        if (!scenes.isEmpty()) {
            data.set("scenes", scenes);
        }
        return data;
    }

    /** What is decided about one scene. */
    static ObjectNode of(SceneDraft scene) {
        ObjectNode data = Json.mapper().createObjectNode();
        put(data, "title", scene.title(), PHRASE);
        put(data, "summary", scene.summary(), PARAGRAPH);
        put(data, "prompt", scene.prompt(), PARAGRAPH);
        put(data, "mood", scene.mood(), PHRASE);
        put(data, "cameraMovement", scene.cameraMovement(), PHRASE);
        put(data, "palette", scene.palette(), PHRASE);
        put(data, "negativePrompt", scene.negativePrompt(), PARAGRAPH);
        return data;
    }

    /** The names of what is decided about one scene. */
    static List<String> names(SceneDraft scene) {
        List<String> names = new ArrayList<>();
        of(scene).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** One line that neither a quote, a line break, a brace nor a tag inside the data can end. */
    static String line(JsonNode data) {
        return data.toString().replace("<", "\\u003c").replace(">", "\\u003e");
    }

    private static void put(ObjectNode data, String name, String text, int longest) {
        if (Wording.isSaid(text)) {
            data.put(name, Wording.shortened(text, longest));
        }
    }
}
