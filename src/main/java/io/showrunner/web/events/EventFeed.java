package io.showrunner.web.events;

import io.showrunner.alert.Alert;
import io.showrunner.alert.AlertWatch;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What there is to tell: records and stages when they change; servers, alerts and the progress of prompts, which change many times a
 * second, when somebody looks.
 */
public final class EventFeed {
    private static final double HUNDREDTHS = 100;

    private final StoryStore store;
    private final Fleet fleet;
    private final StageHolds holds;
    private final AlertWatch alerts;
    private final RunningScenes running;
    private Map<String, Object> servers = Map.of();
    private Map<String, Double> progress = Map.of();
    private List<Alert> firing = List.of();

    public EventFeed(StoryStore store, Fleet fleet, StageHolds holds, AlertWatch alerts, RunningScenes running) {
        this.store = store;
        this.fleet = fleet;
        this.holds = holds;
        this.alerts = alerts;
        this.running = running;
    }

    /** From now on the listener hears of changes, on the thread that makes them. */
    void listen(Consumer<Map<String, Object>> listener) {
        store.onChange(scene -> listener.accept(event(scene)), story -> listener.accept(event(story)));
        holds.onChange(stage ->
                listener.accept(Map.of("type", "stage", "stage", stage.word(), "state", state(holds.isHeld(stage)))));
    }

    /** Tells the listener what is not as it was at the last look. */
    synchronized Void look(Consumer<Map<String, Object>> listener) {
        Map<String, Object> now = fleet.views().stream().collect(Collectors.toMap(InstanceView::id, EventFeed::shown));
        tellChanges(servers, now, id -> instance(id, now.get(id)), listener);
        servers = now;
        Map<String, RunningScenes.Scene> scenes = new HashMap<>();
        running.all().forEach(scene -> scenes.put(scene.storyId() + "/" + scene.sceneId(), scene));
        Map<String, Double> shares = scenes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, scene -> hundredths(scene.getValue())));
        tellChanges(
                progress, shares, key -> Optional.ofNullable(scenes.get(key)).map(EventFeed::event), listener);
        progress = shares;
        List<Alert> alarms = alerts.firing();
        if (!alarms.equals(firing)) {
            firing = alarms;
            listener.accept(Map.of("type", "alerts", "firing", alarms.size()));
        }
        return null;
    }

    private static <T> void tellChanges(
            Map<String, T> before,
            Map<String, T> now,
            Function<String, Optional<Map<String, Object>>> event,
            Consumer<Map<String, Object>> listener) {
        now.keySet().stream()
                .filter(key -> !now.get(key).equals(before.get(key)))
                .flatMap(key -> event.apply(key).stream())
                .forEach(listener);
        before.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .flatMap(key -> event.apply(key).stream())
                .forEach(listener);
    }

    private static Map<String, Object> event(SceneRecord scene) {
        return Map.of(
                "type",
                "scene",
                "storyId",
                scene.storyId(),
                "sceneId",
                scene.sceneId(),
                "state",
                scene.state().name());
    }

    private static Map<String, Object> event(StoryRecord story) {
        return Map.of(
                "type",
                "story",
                "storyId",
                story.storyId(),
                "state",
                story.state().name());
    }

    private static Map<String, Object> event(RunningScenes.Scene scene) {
        return Map.of(
                "type", "progress",
                "storyId", scene.storyId(),
                "sceneId", scene.sceneId(),
                "instance", scene.instance(),
                "progress", hundredths(scene));
    }

    private static Optional<Map<String, Object>> instance(String id, Object shown) {
        String state = shown == null ? "GONE" : ((List<?>) shown).get(0).toString();
        return Optional.of(Map.of("type", "instance", "instance", id, "state", state));
    }

    /** Not when it last answered, which changes with every probe. */
    private static Object shown(InstanceView server) {
        return List.of(
                server.state(),
                server.leases(),
                server.remoteDepth(),
                Optional.ofNullable(server.vramFree()),
                Optional.ofNullable(server.message()));
    }

    private static double hundredths(RunningScenes.Scene scene) {
        return Math.round(scene.progress() * HUNDREDTHS) / HUNDREDTHS;
    }

    private static String state(boolean isHeld) {
        return isHeld ? "held" : "running";
    }
}
