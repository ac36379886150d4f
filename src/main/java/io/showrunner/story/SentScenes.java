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
    private final Map<SceneId, SceneRecord> sent = new ConcurrentHashMap<>();
    private final Map<SceneId, Integer> generations = new ConcurrentHashMap<>();
    private final Set<SceneId> arrived = ConcurrentHashMap.newKeySet();

    public SentScenes(StoryStore store, FairTurns turns) {
        this.store = store;
        this.turns = turns;
        store.onChange(this::changed, story -> {});
    }

    private void changed(SceneRecord scene) {
        if (scene.state().isTerminal()) {
            generations.remove(scene.id());
            sent.remove(scene.id());
        }
    }

    /** To be called before the message goes out. A copy of one that went out before changes nothing. */
    public void sends(SceneRecord scene) {
        if (isNew(scene)) {
            sent.put(scene.id(), scene);
            arrived.add(scene.id());
        }
    }

    private boolean isNew(SceneRecord scene) {
        Integer before = generations.get(scene.id());
        generations.merge(scene.id(), scene.generation(), Math::max);
        return before == null || before < scene.generation();
    }

    /** A consumer has the scene's message: it is not overtaken any more. */
    public void taken(SceneTurn turn) {
        sent.remove(turn.scene());
    }

    /** Scenes that were sent before this one and come after it, in run order; they are to be sent again now. */
    public List<SceneRecord> overtaken(SceneRecord scene) {
        if (!arrived.remove(scene.id())) {
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
        if (!renewed.get()) {
            sent.remove(scene.id(), scene);
        } else if (isNew(after)) {
            sent.put(scene.id(), after);
        }
        return renewed.get() ? Optional.of(after) : Optional.empty();
    }
}
