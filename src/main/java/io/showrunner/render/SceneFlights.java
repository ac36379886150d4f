package io.showrunner.render;

import io.showrunner.story.ReadableRecords;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Which scenes this process renders for the scene cache now, so that another one that would look the same waits for their
 * frames instead. Whether a scene is still on its way is read from its record: one that failed, was cancelled, paused or
 * deleted, begins its next attempt or cannot be read, holds up nobody. Thread-safe.
 */
final class SceneFlights {
    /** Frames are kept for others right after they were published. */
    private static final Duration KEEPING = Duration.ofSeconds(30);

    private final ReadableRecords records;
    private final Clock clock;
    private final Map<String, Flight> flights = new HashMap<>();

    private record Flight(String storyId, String sceneId, int dispatches) {
        static Flight of(SceneRecord scene) {
            return new Flight(scene.storyId(), scene.sceneId(), scene.dispatches());
        }

        boolean isOf(SceneRecord scene) {
            return storyId.equals(scene.storyId()) && sceneId.equals(scene.sceneId());
        }
    }

    SceneFlights(StoryStore store, Clock clock) {
        this.records = new ReadableRecords(store);
        this.clock = clock;
    }

    /** True when the scene is to be rendered; false while another one with this key is. */
    synchronized boolean begin(String key, SceneRecord scene) {
        flights.values().removeIf(flight -> flight.isOf(scene) || !isOnItsWay(flight));
        return flights.putIfAbsent(key, Flight.of(scene)) == null;
    }

    /** The scene has come to its end, and its frames are in the cache if they ever will be. */
    synchronized void end(SceneRecord scene) {
        flights.values().removeIf(flight -> flight.isOf(scene));
    }

    private boolean isOnItsWay(Flight flight) {
        return records.scene(flight.storyId(), flight.sceneId())
                .filter(scene -> switch (scene.state()) {
                    case WAITING -> scene.dispatches() == flight.dispatches();
                    case RUNNING -> scene.dispatches() == flight.dispatches() + 1;
                    case PUBLISHED -> scene.changedAt().plus(KEEPING).isAfter(clock.instant());
                    default -> false;
                })
                .isPresent();
    }
}
