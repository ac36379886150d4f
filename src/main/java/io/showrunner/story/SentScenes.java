package io.showrunner.story;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The scenes that have a message in their queue. A queue gives out what is equally urgent in the order of sending, so scenes
 * that another owner's scene comes before are sent again behind it: their new message outdates the old one. Thread-safe.
 */
public final class SentScenes {
    private final StoryStore store;
    private final FairTurns turns;
    private final Map<String, SceneRecord> sent = new ConcurrentHashMap<>();
    private final Map<String, Integer> generations = new ConcurrentHashMap<>();
    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    public SentScenes(StoryStore store, FairTurns turns) {
        this.store = store;
        this.turns = turns;
        store.onChange(this::changed, story -> {});
    }

    private void changed(SceneRecord scene) {
        if (scene.state().isTerminal()) {
            generations.remove(key(scene.storyId(), scene.sceneId()));
            sent.remove(key(scene.storyId(), scene.sceneId()));
        }
    }

    /** To be called before the message goes out. A copy of one that went out before changes nothing. */
    public void sends(SceneRecord scene) {
        if (isNew(scene)) {
            String key = key(scene.storyId(), scene.sceneId());
            sent.put(key, scene);
            arrived.add(key);
        }
    }

    private boolean isNew(SceneRecord scene) {
        Integer before = generations.get(key(scene.storyId(), scene.sceneId()));
        generations.merge(key(scene.storyId(), scene.sceneId()), scene.generation(), Math::max);
        return before == null || before < scene.generation();
    }

    /** A consumer has the scene's message: it is not overtaken any more. */
    public void taken(SceneTurn turn) {
        sent.remove(key(turn.storyId(), turn.sceneId()));
    }

    /** Scenes that were sent before this one and come after it, in run order; they are to be sent again now. */
    public List<SceneRecord> overtaken(SceneRecord scene) {
        if (!arrived.remove(key(scene.storyId(), scene.sceneId()))) {
            return List.of();
        }
        String owner = turns.owner(scene.storyId());
        return sent.values().stream()
                .filter(other -> other.urgency() == scene.urgency())
                .filter(other -> SceneOrder.RUN_ORDER.compare(scene, other) < 0)
                .filter(other -> !turns.owner(other.storyId()).equals(owner))
                .sorted(SceneOrder.RUN_ORDER)
                .map(this::renewed)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty when it does not wait any more, or another message is on its way. */
    private Optional<SceneRecord> renewed(SceneRecord scene) {
        AtomicBoolean renewed = new AtomicBoolean();
        SceneRecord after = store.update(scene.storyId(), scene.sceneId(), now -> {
            renewed.set(now.state() == SceneState.WAITING && now.generation() == scene.generation());
            return renewed.get() ? now.sentAgain() : now;
        });
        String key = key(scene.storyId(), scene.sceneId());
        if (!renewed.get()) {
            sent.remove(key, scene);
        } else if (isNew(after)) {
            sent.put(key, after);
        }
        return renewed.get() ? Optional.of(after) : Optional.empty();
    }

    private static String key(String storyId, String sceneId) {
        return storyId + "/" + sceneId;
    }
}
