package io.showrunner.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.alert.AlertWatch;
import io.showrunner.alert.Condition;
import io.showrunner.alert.Severity;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Probe;
import io.showrunner.render.PromptFollowers;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFeedTest {
    @TempDir
    private Path folder;

    private final List<Map<String, Object>> told = new ArrayList<>();
    private final Fleet fleet = new Fleet(
            List.of(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null)),
            Strategy.LEAST_LOADED,
            Clock.systemUTC());
    private String sentence = "";
    private AlertWatch alerts;
    private StoryStore store;
    private StageHolds holds;
    private EventFeed feed;

    @BeforeEach
    void listen() {
        store = new StoryStore(folder.resolve("stories"));
        holds = new StageHolds(folder.resolve("stages.json"), Clock.systemUTC());
        alerts = new AlertWatch(
                List.of(new Condition(
                        "disk_low",
                        Severity.WARNING,
                        Duration.ZERO,
                        () -> sentence.isEmpty() ? Map.of() : Map.of("", sentence))),
                folder.resolve("alerts.json"),
                Duration.ofSeconds(1),
                Clock.systemUTC(),
                System::nanoTime);
        feed = new EventFeed(
                store, fleet, holds, alerts, new RunningScenes(store, new PromptFollowers(id -> {}, id -> {})));
        feed.listen(told::add);
    }

    @Test
    void tellsRecordsAndStagesWhenTheyChange() {
        store.save(SceneRecord.written("story-bees", "scene-001", Priority.NORMAL, 1, Instant.EPOCH));
        holds.hold(Stage.RENDER, Cause.PAUSED, "paused by a person");
        holds.release(Stage.RENDER, Cause.PAUSED);

        assertThat(told)
                .containsExactly(
                        Map.of("type", "scene", "storyId", "story-bees", "sceneId", "scene-001", "state", "WAITING"),
                        Map.of("type", "stage", "stage", "render", "state", "held"),
                        Map.of("type", "stage", "stage", "render", "state", "running"));
    }

    @Test
    void tellsAServerOnlyWhenItIsNotAsItWasAtTheLastLook() {
        // Given
        feed.look(told::add);
        told.clear();

        // When
        feed.look(told::add);
        fleet.answered("gpu0", new Probe(0, 20_000L, 24_000L, "0.3.64"));
        feed.look(told::add);
        fleet.answered("gpu0", new Probe(0, 20_000L, 24_000L, "0.3.64"));
        feed.look(told::add);
        fleet.remove("gpu0");
        feed.look(told::add);

        // Then
        assertThat(told)
                .containsExactly(
                        Map.of("type", "instance", "instance", "gpu0", "state", "UP"),
                        Map.of("type", "instance", "instance", "gpu0", "state", "GONE"));
    }

    @Test
    void tellsThatAnAlertBeganSaysSomethingElseAndIsOver() {
        for (String each : List.of("", "3 GB are free", "3 GB are free", "2 GB are free", "")) {
            sentence = each;
            alerts.look();
            feed.look(told::add);
        }

        assertThat(told)
                .filteredOn(event -> event.get("type").equals("alerts"))
                .extracting(event -> event.get("firing"))
                .containsExactly(1, 1, 0);
    }
}
