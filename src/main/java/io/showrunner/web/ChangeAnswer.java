package io.showrunner.web;

import io.showrunner.story.Change;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryState;
import java.util.List;

/**
 * What was changed, for HTTP clients.
 *
 * @param message one sentence for people
 * @param changed scenes that are in this state now; empty when the story is not written yet
 * @param state of the story
 */
record ChangeAnswer(String storyId, String message, List<Scene> changed, StoryState state) {

    record Scene(String sceneId, SceneState state) {}

    static ChangeAnswer of(Change change) {
        return new ChangeAnswer(
                change.story().storyId(),
                change.message(),
                change.changed().stream()
                        .map(scene -> new Scene(scene.sceneId(), scene.state()))
                        .toList(),
                change.story().state());
    }
}
