package io.showrunner.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives scenes that begin to wait their place, so that the owners of one urgency take turns ({@link FairTurn}). The places are in
 * the records; what is kept here is read from them at the start. With one owner everybody comes in the order of arrival.
 * Thread-safe.
 */
public final class FairTurns {
    /** Gives no turns: everybody is one owner. */
    static final FairTurns NONE = new FairTurns();

    private final Map<SceneId, SceneRecord> waiting = new HashMap<>();
    private final Map<Integer, Long> begun = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final ReadableRecords records;

    private FairTurns() {
        records = null;
    }

    public FairTurns(StoryStore store) {
        records = new ReadableRecords(store);
        store.onChange(this::changed, this::changed);
        new UnfinishedWork(store).scenes().forEach(this::changed);
    }

    /** The scene, which is about to wait, in the turn of its owner. */
    public synchronized SceneRecord placed(SceneRecord scene) {
        if (records == null || scene.urgency() == SceneOrder.FRONT) {
            return scene.inTurn(0);
        }
        long round = FairTurn.of(owner(scene.storyId()), begun(scene), others(scene));
        return noted(scene.inTurn(round));
    }

    /** The scene, which is about to wait, behind all others of its urgency. */
    synchronized SceneRecord placedLast(SceneRecord scene) {
        return records == null ? scene.inTurn(0) : noted(scene.inTurn(FairTurn.last(begun(scene), others(scene))));
    }

    /** Whose story it is; empty for those that nobody had to put a name to. */
    public synchronized String owner(String storyId) {
        return records == null
                ? ""
                : owners.computeIfAbsent(
                        storyId,
                        id -> records.story(id).map(StoryRecord::ownerName).orElse(""));
    }

    /** True while a scene of the owner waits for a GPU that is as urgent as this, or more. */
    synchronized boolean isServed(String owner, Priority priority) {
        return waiting.values().stream()
                .filter(scene -> scene.urgency() >= priority.onTheWire())
                .anyMatch(scene -> owner(scene.storyId()).equals(owner));
    }

    /** Scenes that are placed one after the other before the first of them is saved know of each other. */
    private SceneRecord noted(SceneRecord scene) {
        if (scene.state() == SceneState.WAITING) {
            waiting.put(scene.id(), scene);
        }
        return scene;
    }

    private List<FairTurn.Waiter> others(SceneRecord scene) {
        return waiting.values().stream()
                .filter(other ->
                        other.urgency() == scene.urgency() && !other.id().equals(scene.id()))
                .map(other -> new FairTurn.Waiter(owner(other.storyId()), other.turn(), other.dispatches() == 0))
                .toList();
    }

    private long begun(SceneRecord scene) {
        return begun.getOrDefault(scene.urgency(), 0L);
    }

    private synchronized void changed(SceneRecord scene) {
        if (scene.state() == SceneState.WAITING) {
            waiting.put(scene.id(), scene);
            return;
        }
        waiting.remove(scene.id());
        if (scene.state() == SceneState.RUNNING) {
            begun.merge(scene.urgency(), scene.turn(), Math::max);
        }
    }

    private synchronized void changed(StoryRecord story) {
        owners.remove(story.storyId());
    }
}
