package io.showrunner.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.brief.BriefReader;
import io.showrunner.story.Json;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import java.nio.file.Path;
import java.util.Set;

/** A story as a person reads it. */
final class Treatment {
    private static final int MOST_BYTES = 1 << 18;

    private Treatment() {}

    static Brief brief(Path file) {
        return new BriefReader(Writers.CONFIG.resolve("schemas/brief.schema.json"), Set::of, name -> false, MOST_BYTES)
                .read(file);
    }

    /** The same brief, as if it left all scenes to the writer. */
    static Brief withoutScenes(Brief brief) {
        ObjectNode json = Json.mapper().valueToTree(brief);
        json.putArray("scenes");
        return Json.read(json.toString(), Brief.class);
    }

    static String of(Story story) {
        StringBuilder text = header(story.logline(), story.directorsVision());
        for (SceneSpec scene : story.scenes()) {
            scene(
                    text,
                    scene.title(),
                    scene.summary(),
                    scene.prompt(),
                    scene.mood(),
                    scene.cameraMovement(),
                    scene.palette());
        }
        return text.toString();
    }

    static String of(StoryDraft story) {
        StringBuilder text = header(story.logline(), story.directorsVision());
        for (SceneDraft scene : story.scenes()) {
            scene(
                    text,
                    scene.title(),
                    scene.summary(),
                    scene.prompt(),
                    scene.mood(),
                    scene.cameraMovement(),
                    scene.palette());
        }
        return text.toString();
    }

    private static StringBuilder header(String logline, String vision) {
        return new StringBuilder().append(logline).append("\n").append(vision).append("\n");
    }

    private static void scene(StringBuilder text, String title, String... lines) {
        text.append("\n").append(title).append("\n");
        for (String line : lines) {
            text.append("  ").append(line).append("\n");
        }
    }
}
