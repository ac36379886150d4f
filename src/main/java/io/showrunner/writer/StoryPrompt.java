package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.llm.JsonRepair;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the model is told: the texts of {@code config/prompts/} with the brief as data in them. The data is one line of
 * JSON, so no word of a brief can end it, and every text of it is cut to a bound.
 */
final class StoryPrompt {
    private static final int LONGEST_COMPLAINT = 600;
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_PICTURE = 240;
    /** A reviewer needs the end of a prompt as well. */
    private static final int LONGEST_REVIEWED = 400;

    private static final Set<String> COMMON = Set.of("brief", "sceneCount", "frames", "negativePrompt", "sceneShape");

    private final Path folder;
    private final SlotText story;
    private final SlotText outline;
    private final SlotText scene;
    private final SlotText review;
    private final SlotText sceneShape;
    private final SlotText askAgain;
    private final String negativePrompt;
    private final Map<String, String> texts = new TreeMap<>();
    private final String version;

    /** Reads the texts; a missing file or an unknown slot stops the start. */
    StoryPrompt(Path folder) {
        this.folder = folder;
        story = text("write-story.md", COMMON);
        outline = text("write-outline.md", Set.of("brief", "sceneCount", "lineLength"));
        scene = text(
                "write-scene.md",
                Set.of(
                        "brief",
                        "sceneCount",
                        "frames",
                        "negativePrompt",
                        "sceneShape",
                        "film",
                        "given",
                        "number",
                        "act"));
        review = text("review-story.md", Set.of("brief", "film"));
        sceneShape = text("scene-shape.md", Set.of("frames"));
        askAgain = text("ask-again.md", Set.of("complaint"));
        negativePrompt = read("negative-prompt.md").strip();
        version = Sha256.hex(texts.toString());
    }

    /** Changes with every change of the texts (P3). */
    String version() {
        return version;
    }

    /** The image defects that every scene is to avoid, comma-separated. */
    String negativePrompt() {
        return negativePrompt;
    }

    /** What the question shows in place of a scene's prompt; empty when its sketch has none. */
    String sketchedPrompt() {
        return JsonRepair.read(sceneShape.fill(Map.of("frames", "1")))
                .map(sketch -> sketch.json().path("prompt").asText())
                .orElse("");
    }

    /** Asks for the part. */
    String ask(Part part, Script script, int lineLength) {
        Map<String, String> values = common(script);
        return switch (part.kind()) {
            case STORY -> story.fill(values);
            case OUTLINE -> {
                values.put("brief", BriefData.line(BriefData.withScenes(script.brief())));
                values.put("lineLength", Integer.toString(lineLength));
                yield outline.fill(values);
            }
            case SCENE -> {
                values.put("number", Integer.toString(part.scene()));
                values.put("act", act(part.scene(), script.count()));
                values.put("film", BriefData.line(film(script, part.scene())));
                SceneDraft given = script.given(part.scene());
                values.put("given", given.isEmpty() ? "none" : BriefData.line(BriefData.of(given)));
                yield scene.fill(values);
            }
            case REVIEW -> {
                values.put("film", BriefData.line(pictures(script)));
                yield review.fill(values);
            }
        };
    }

    /** The same question once more, with what was wrong with the last reply. */
    String askAgain(String question, String complaint) {
        return question + askAgain.fill(Map.of("complaint", Wording.shortened(complaint, LONGEST_COMPLAINT)));
    }

    private Map<String, String> common(Script script) {
        Map<String, String> values = new HashMap<>();
        String frames = Integer.toString(StoryAssembly.frames(script.brief()));
        values.put("brief", BriefData.line(BriefData.of(script.brief())));
        values.put("sceneCount", Integer.toString(script.count()));
        values.put("frames", frames);
        values.put("negativePrompt", negativePrompt);
        values.put("sceneShape", sceneShape.fill(Map.of("frames", frames)).strip());
        return values;
    }

    private static String act(int number, int count) {
        if (count == 1) {
            return "all three acts";
        }
        if (number == 1 || number * 3 <= count) {
            return "the first act";
        }
        return number == count || number * 3 > 2 * count ? "the third act" : "the second act";
    }

    private static JsonNode film(Script script, int asked) {
        ObjectNode film = Json.mapper().createObjectNode();
        film.setAll(script.header().toJson());
        film.setAll(script.design().toJson());
        ArrayNode scenes = film.putArray("scenes");
        for (int number = 1; number <= script.count(); number++) {
            SceneDraft known = script.scene(number).orElse(script.planned(number));
            ObjectNode entry = scenes.addObject()
                    .put("number", number)
                    .put("title", Wording.shortened(known.title(), LONGEST_TITLE))
                    .put("what", Wording.shortened(known.summary(), LONGEST_LINE));
            if (number == asked - 1 && known.prompt() != null) {
                entry.put("picture", Wording.shortened(known.prompt(), LONGEST_PICTURE));
            }
        }
        return film;
    }

    private static JsonNode pictures(Script script) {
        ObjectNode film = Json.mapper().createObjectNode();
        film.setAll(script.design().toJson());
        ArrayNode scenes = film.putArray("scenes");
        for (int number = 1; number <= script.count(); number++) {
            scenes.addObject()
                    .put("scene", number)
                    .put("prompt", Wording.shortened(script.scene(number).prompt(), LONGEST_REVIEWED));
        }
        return film;
    }

    private SlotText text(String name, Set<String> slots) {
        return new SlotText(folder.resolve(name).toString(), read(name), slots);
    }

    private String read(String name) {
        try {
            texts.put(name, Files.readString(folder.resolve(name)));
            return texts.get(name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the prompt " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
