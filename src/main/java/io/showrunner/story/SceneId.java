package io.showrunner.story;

/** Names a scene among those of all stories; as text {@code storyId/sceneId}. */
public record SceneId(String storyId, String sceneId) {
    @Override
    public String toString() {
        return storyId + "/" + sceneId;
    }
}
