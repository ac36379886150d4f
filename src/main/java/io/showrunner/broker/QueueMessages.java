package io.showrunner.broker;

import io.showrunner.story.Json;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryStore;
import java.util.List;

/** Which references belong into the queues, and their text there. */
public final class QueueMessages {
    private final StoryStore store;

    public QueueMessages(StoryStore store) {
        this.store = store;
    }

    /** The story's scenes that wait for a GPU, in story order. */
    public List<SceneRecord> waiting(String storyId) {
        return store.sceneRecords(storyId).stream()
                .filter(scene -> scene.state() == SceneState.WAITING)
                .toList();
    }

    /** The text that stands for the scene as it is now. */
    public String ofScene(SceneRecord scene) {
        return Json.write(SceneMessage.of(scene));
    }

    /** The text of a reference to an accepted brief. */
    public String ofStory(StoryMessage story) {
        return Json.write(story);
    }
}
