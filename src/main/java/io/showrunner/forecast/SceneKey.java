package io.showrunner.forecast;

import io.showrunner.story.SceneRecord;

/** Names a scene. */
record SceneKey(String storyId, String sceneId) {
    static SceneKey of(SceneRecord scene) {
        return new SceneKey(scene.storyId(), scene.sceneId());
    }

    @Override
    public String toString() {
        return storyId + "/" + sceneId;
    }
}
