package io.showrunner.writer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefIntake;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StoryApprovals;
import io.showrunner.story.StoryApprovals.Edited;
import io.showrunner.story.StoryApprovals.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes the scenes of a story that waits for approval to what a person wants: in this order, with these words. Words that
 * change are judged as those of a model are. Thread-safe.
 */
public final class SceneEditor {
    private final StoryApprovals approvals;
    private final BriefIntake briefs;
    private final EditedWords words;

    /** @param schemas folder of the schemas that replies are judged by */
    public SceneEditor(StoryApprovals approvals, BriefIntake briefs, Path schemas) {
        this.approvals = approvals;
        this.briefs = briefs;
        this.words = new EditedWords(new StorySchema(schemas));
    }

    /**
     * Changes the scenes.
     *
     * @return the story as it is now
     * @throws ScenesRefused when they cannot be so
     */
    public Story edit(Request request) {
        return approvals.edit(request, story -> edited(story, read(request.scenes())));
    }

    private static JsonNode read(String scenes) {
        try {
            return Json.mapper().readTree(scenes == null ? "" : scenes);
        } catch (JsonProcessingException e) {
            throw new ScenesRefused(List.of(
                    "Send JSON: a list of scenes such as [{\"sceneId\": \"scene-002\", \"title\": \"Dawn\"}]."));
        }
    }

    private Edited edited(Story story, JsonNode wanted) {
        int most = story.scenes().size();
        if (!wanted.isArray() || wanted.isEmpty() || wanted.size() > most) {
            throw new ScenesRefused(List.of("It must be a list of 1 to " + most + " scenes."));
        }
        List<String> problems = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        List<SceneSpec> scenes = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (JsonNode one : wanted) {
            String place = "[" + scenes.size() + "]";
            SceneSpec before = before(story, one, place, places, problems);
            EditedWords.Scene after = words.of(before, one, place, problems);
            scenes.add(after.spec());
            changes.addAll(after.changes());
        }
        Brief brief = briefs.briefOf(story.storyId());
        problems.addAll(words.twins(story, scenes, brief));
        if (!problems.isEmpty()) {
            throw new ScenesRefused(problems);
        }
        changes.addAll(moves(story, scenes));
        List<SceneSpec> numbered = numbered(scenes);
        return new Edited(story.rewritten(numbered, warnings(story, numbered, brief)), changes);
    }

    /** The scene that is meant; the first one when none is, which is refused. */
    private static SceneSpec before(
            Story story, JsonNode one, String place, Map<String, Integer> places, List<String> problems) {
        String id = one.path("sceneId").asText();
        if (places.put(id, places.size()) != null) {
            problems.add(place + ".sceneId: this scene is in the list already.");
        }
        return story.scenes().stream()
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(place + ".sceneId: it must be one of "
                            + String.join(
                                    ", ",
                                    story.scenes().stream().map(SceneSpec::id).toList()) + ".");
                    return story.scenes().get(0);
                });
    }

    private static List<String> moves(Story story, List<SceneSpec> scenes) {
        List<String> moves = new ArrayList<>();
        List<String> ids = scenes.stream().map(SceneSpec::id).toList();
        story.scenes().stream()
                .filter(scene -> !ids.contains(scene.id()))
                .forEach(scene -> moves.add(scene.id() + " dropped"));
        if (!ids.equals(ids.stream().sorted(Comparator.naturalOrder()).toList())) {
            moves.add("new order: " + String.join(", ", ids));
        }
        return moves;
    }

    private static List<SceneSpec> numbered(List<SceneSpec> scenes) {
        List<SceneSpec> numbered = new ArrayList<>();
        for (SceneSpec scene : scenes) {
            numbered.add(scene.numbered("scene-%03d".formatted(numbered.size() + 1)));
        }
        return List.copyOf(numbered);
    }

    private static List<String> warnings(Story story, List<SceneSpec> scenes, Brief brief) {
        List<String> warnings = new ArrayList<>(story.warnings());
        warnings.removeAll(PromptWarnings.of(story.scenes(), brief.negativePrompt()));
        warnings.addAll(PromptWarnings.of(scenes, brief.negativePrompt()));
        return warnings;
    }
}
