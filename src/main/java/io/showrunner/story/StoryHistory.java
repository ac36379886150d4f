package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * How a story and its scenes became what their records say now: {@code history.jsonl} in its folder, one line for every record
 * that was written. An account for people: nothing is decided by it.
 */
public final class StoryHistory {
    private static final String FILE = "history.jsonl";

    private final StoryStore store;
    private final Clock clock;

    private StoryHistory(StoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was recorded.
     *
     * @param sceneId null when it is about the story
     * @param state of {@link SceneState} or {@link StoryState}
     * @param dispatch number of the newest prompt; 0 when there is none
     * @param message as in the record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(Instant at, String sceneId, String state, int dispatch, String message) {}

    /** From now on every record that this process writes is kept. */
    public static void keep(StoryStore store, Clock clock) {
        StoryHistory history = new StoryHistory(store, clock);
        store.onWrite(history::changed, history::changed);
    }

    /** What became of the story and its scenes, oldest first; none for a story that is older than this account. */
    public static List<Entry> of(StoryStore store, String storyId) {
        return Account.read(file(store, storyId), Entry.class);
    }

    private void changed(SceneRecord scene) {
        Account.add(
                file(store, scene.storyId()),
                new Entry(clock.instant(), scene.sceneId(), scene.state().name(), scene.dispatches(), scene.message()));
    }

    private void changed(StoryRecord story) {
        Account.add(
                file(store, story.storyId()),
                new Entry(clock.instant(), null, story.state().name(), 0, story.message()));
    }

    private static Path file(StoryStore store, String storyId) {
        return store.folder(storyId).resolve(FILE);
    }
}
