package io.showrunner.story;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stories that go on as soon as a person approves them, kept up to date by the changes of the records, so that the stories
 * folder is read once. Thread-safe.
 */
public final class WantedApprovals {
    private final StoryStore store;
    private final Set<String> stories = ConcurrentHashMap.newKeySet();

    public WantedApprovals(StoryStore store) {
        this.store = store;
        store.onChange(scene -> {}, this::changed);
        new ReadableRecords(store).stories().forEach(this::changed);
    }

    private void changed(StoryRecord story) {
        if (Storyboard.wantsApproval(store, story)) {
            stories.add(story.storyId());
        } else {
            stories.remove(story.storyId());
        }
    }

    /** How many there are. */
    public int count() {
        stories.removeIf(id -> !store.exists(id));
        return stories.size();
    }
}
