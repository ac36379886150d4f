package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two scenes with one key: whom the second waits for, and how long. */
class SceneFlightsTest {
    private static final String KEY = "key";
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final SceneRecord FIRST = SceneRecord.written("story-one", "scene-001", Priority.NORMAL, 1, NOW);
    private static final SceneRecord SECOND = SceneRecord.written("story-two", "scene-001", Priority.HIGH, 2, NOW);

    @TempDir
    private Path folder;

    private StoryStore store;
    private SceneFlights flights;

    @BeforeEach
    void theFirstBegins() {
        store = new StoryStore(folder);
        flights = new SceneFlights(store, Clock.fixed(NOW, ZoneOffset.UTC));
        store.save(FIRST);
        store.save(SECOND);
        assertThat(flights.begin(KEY, FIRST)).isTrue();
    }

    @Test
    void theSecondWaitsFromTheFirstsServerToItsFrames() {
        assertThat(flights.begin(KEY, SECOND)).isFalse();

        change(scene -> scene.dispatched(true, NOW));
        assertThat(flights.begin(KEY, SECOND)).isFalse();

        change(scene -> scene.to(SceneState.PUBLISHED, null, null, NOW));
        assertThat(flights.begin(KEY, SECOND)).isFalse();

        flights.end(FIRST);
        assertThat(flights.begin(KEY, SECOND)).isTrue();
    }

    @Test
    void aSceneWaitsNeitherForItselfNorForOneThatLooksDifferent() {
        assertThat(flights.begin(KEY, FIRST)).isTrue();
        assertThat(flights.begin("another key", SECOND)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED", "PAUSED", "AWAITING_APPROVAL"})
    void nobodyWaitsForASceneThatIsNotOnItsWayAnyMore(SceneState state) {
        change(scene -> scene.dispatched(true, NOW).to(state, null, null, NOW));

        assertThat(flights.begin(KEY, SECOND)).isTrue();
    }

    @Test
    void nobodyWaitsForTheNextAttemptWhichLooksDifferent() {
        change(scene -> scene.dispatched(true, NOW).waitingAgain("once more", NOW));

        assertThat(flights.begin(KEY, SECOND)).isTrue();
    }

    @Test
    void nobodyWaitsForFramesThatWereNotKeptSoonAfterTheirScene() {
        change(scene ->
                scene.dispatched(true, NOW).to(SceneState.PUBLISHED, null, null, NOW.minus(Duration.ofMinutes(1))));

        assertThat(flights.begin(KEY, SECOND)).isTrue();
    }

    @Test
    void nobodyWaitsForAStoryThatWasDeleted() {
        SceneFlights others = new SceneFlights(new StoryStore(folder.resolve("elsewhere")), Clock.systemUTC());
        others.begin(KEY, FIRST);

        assertThat(others.begin(KEY, SECOND)).isTrue();
    }

    @Test
    void nobodyWaitsForASceneWhoseRecordIsDamaged() throws IOException {
        Files.writeString(store.sceneFolder(FIRST.storyId(), FIRST.sceneId()).resolve("record.json"), "{");

        assertThat(flights.begin(KEY, SECOND)).isTrue();
    }

    private void change(UnaryOperator<SceneRecord> change) {
        store.update(FIRST.storyId(), FIRST.sceneId(), change);
    }
}
