package io.showrunner.story;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a person paused: stories that are not written yet, and scenes. Reads the stories once. Thread-safe. */
public final class PausedWork {
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    public PausedWork(StoryStore store) {
        store.onChange(this::changed, this::changed);
        new ReadableRecords(store).stories().forEach(this::changed);
        new SceneOrder(store, Clock.systemUTC()).scenes(SceneState.PAUSED).forEach(this::changed);
    }

    /** How many stories and scenes are paused. */
    public int count() {
        return paused.size();
    }

    private void changed(StoryRecord story) {
        note(story.storyId(), story.state() == StoryState.PAUSED);
    }

    private void changed(SceneRecord scene) {
        note(scene.id().toString(), scene.state() == SceneState.PAUSED);
    }

    private void note(String id, boolean isPaused) {
        if (isPaused) {
            paused.add(id);
        } else {
            paused.remove(id);
        }
    }
}
