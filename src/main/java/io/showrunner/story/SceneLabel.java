package io.showrunner.story;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the files of a prompt are labelled with: travels in the files themselves. */
public final class SceneLabel {
    private SceneLabel() {}

    /** Tells whose files they are, and shows a simulator what to draw. */
    public static ObjectNode of(String storyId, SceneSpec scene, String promptId, int frames) {
        ObjectNode label = Json.mapper().createObjectNode();
        label.put("storyId", storyId).put("sceneId", scene.id()).put("promptId", promptId);
        return label.setAll(of(scene, frames));
    }

    /** What it says of the pictures, whoever wants them. */
    public static ObjectNode of(SceneSpec scene, int frames) {
        return Json.mapper()
                .createObjectNode()
                .put("title", scene.title())
                .put("prompt", scene.prompt())
                .put("mood", scene.mood())
                .put("palette", scene.palette())
                .put("cameraMovement", scene.cameraMovement())
                .put("frames", frames);
    }
}
