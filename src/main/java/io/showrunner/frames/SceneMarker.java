package io.showrunner.frames;

import io.showrunner.story.Json;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;

/**
 * The small file in {@code stories/.published/} that wakes the assemble stage when a scene is published, failed or
 * cancelled. Its generation makes the marker of a later retry another file. Each story has a folder of its own there, because the
 * stage looks for the done file of each marker among all files of its folder.
 *
 * @param name relative to that folder's parent, with forward slashes
 * @param content JSON of the scene's message
 */
public record SceneMarker(String name, String content) {

    /** The marker of a terminal scene. */
    public static SceneMarker of(SceneRecord scene) {
        if (!scene.state().isTerminal()) {
            throw new IllegalArgumentException("scene " + scene.id() + " is " + scene.state() + " and gets no marker");
        }
        return new SceneMarker(
                scene.storyId() + "/" + scene.storyId() + "." + scene.sceneId() + "." + scene.generation() + ".json",
                Json.write(SceneMessage.of(scene)));
    }
}
