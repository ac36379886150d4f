package io.showrunner.story;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What waits for a GPU, for people: the next scene first, and after all others those that a person paused. Thread-safe. */
public final class SceneQueue {
    private final StoryStore store;
    private final SceneOrder order;

    public SceneQueue(StoryStore store, SceneOrder order) {
        this.store = store;
        this.order = order;
    }

    /**
     * The beginning of the queue.
     *
     * @param waiting scenes that wait, listed or not
     * @param paused scenes that are paused, listed or not
     */
    public record Listing(int waiting, int paused, List<Place> scenes) {}

    /**
     * One scene and its place.
     *
     * @param position from 1; null for a paused scene, which gets its place when it is resumed
     * @param priority as the brief or a person asked for
     * @param urgency a priority, raised by age, or {@code front}
     * @param waitingSince when it came to this place
     */
    public record Place(
            Integer position,
            String storyId,
            String sceneId,
            String title,
            Priority priority,
            String urgency,
            SceneState state,
            Instant waitingSince) {}

    /** The queue as it is now, so many scenes of it at most. */
    public Listing list(int limit) {
        List<SceneRecord> scenes = order.scenes(SceneState.WAITING, SceneState.PAUSED);
        int waiting = (int) scenes.stream()
                .filter(scene -> scene.state() == SceneState.WAITING)
                .count();
        List<Place> places = new ArrayList<>();
        for (SceneRecord scene : scenes.subList(0, Math.min(limit, scenes.size()))) {
            places.add(place(scene, places.size() < waiting ? places.size() + 1 : null));
        }
        return new Listing(waiting, scenes.size() - waiting, List.copyOf(places));
    }

    private Place place(SceneRecord scene, Integer position) {
        return new Place(
                position,
                scene.storyId(),
                scene.sceneId(),
                title(scene),
                scene.priority(),
                SceneOrder.urgency(scene),
                scene.state(),
                scene.changedAt());
    }

    /** A paused scene may have no more than its title yet. */
    private String title(SceneRecord scene) {
        return store.story(scene.storyId()).stream()
                .flatMap(story -> story.scenes().stream())
                .filter(spec -> spec.id().equals(scene.sceneId()))
                .findFirst()
                .map(SceneSpec::title)
                .orElse(null);
    }
}
