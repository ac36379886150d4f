package io.showrunner.story;

/** The reference to a scene that travels through the queues; everything else is in the scene's folder. */
public record SceneMessage(String storyId, String sceneId, int generation, Priority priority) {

    /** The message that belongs to the record as it is now. */
    public static SceneMessage of(SceneRecord scene) {
        return new SceneMessage(scene.storyId(), scene.sceneId(), scene.generation(), scene.priority());
    }
}
