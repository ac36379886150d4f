package io.showrunner.broker;

import io.showrunner.story.Json;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.util.List;

/** Which scenes belong into the scenes queue, and what their messages say. */
public final class SceneQueue {
    private final StoryStore store;

    public SceneQueue(StoryStore store) {
        this.store = store;
    }

    /** The story's scenes that wait for a GPU, in story order. */
    public List<SceneRecord> waiting(String storyId) {
        return store.sceneRecords(storyId).stream()
                .filter(scene -> scene.state() == SceneState.WAITING)
                .toList();
    }

    /** The message that stands for the record as it is now. */
    public String message(SceneRecord scene) {
        return Json.write(SceneMessage.of(scene));
    }
}
