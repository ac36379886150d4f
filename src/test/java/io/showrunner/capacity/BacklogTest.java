package io.showrunner.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.showrunner.capacity.SceneTimes.Basis;
import io.showrunner.fleet.SceneRate;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two stories: one with three scenes that wait, one that is not written and asks for five. */
class BacklogTest {
    private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

    @TempDir
    private Path folder;

    private final SceneRate rate = new SceneRate(0, System::nanoTime);
    private TestFleet servers;
    private Optional<SceneTimes> usual = Optional.of(SceneTimes.of(Basis.REFERENCE, new Range(125, 137)));
    private boolean nothingQueued;
    private StoryStore store;

    @BeforeEach
    void twoStories() {
        servers = new TestFleet(folder.resolve("data"));
        store = new StoryStore(folder.resolve("stories"));
        story("story-written", StoryState.WRITTEN);
        story("story-accepted", StoryState.ACCEPTED);
        for (int number = 1; number <= 3; number++) {
            store.save(SceneRecord.written("story-written", "scene-00" + number, Priority.NORMAL, number, NOW));
        }
    }

    @Test
    void everythingThatWaitsIsReckonedByTheScenesOfTheLastHour() {
        rate.finished(Duration.ofSeconds(100));
        rate.finished(Duration.ofSeconds(140));
        servers.added("gpu1");

        Backlog.View view = backlog().look();

        assertThat(view.scenes()).isEqualTo(8);
        assertThat(view.unwritten()).isEqualTo(5);
        assertThat(view.serversUp()).isEqualTo(2);
        assertThat(view.minutes()).isEqualTo(8 * 120 / 60.0 / 2, within(1e-6));
        assertThat(view.basis()).isEqualTo("the scenes of the last hour, 2 measured");
    }

    @Test
    void beforeAnySceneTheReferenceOfTheProfileCounts() {
        Backlog.View view = backlog().look();

        assertThat(view.minutes()).isEqualTo(8 * 131 / 60.0, within(1e-6));
        assertThat(view.basis()).isEqualTo("REFERENCE, 125-137 s");
    }

    @Test
    void whenNothingIsKnownTheLengthIsNotKnownEither() {
        usual = Optional.empty();

        assertThat(backlog().look().minutes()).isNull();
    }

    @Test
    void withoutAServerNobodyKnowsHowLongItTakes() {
        for (int missed = 0; missed < 3; missed++) {
            servers.fleet.missed("gpu0", "refused");
        }

        assertThat(backlog().look()).returns(0, Backlog.View::serversUp).returns(null, Backlog.View::minutes);
    }

    @Test
    void withEmptyQueuesNothingIsRead() {
        nothingQueued = true;
        Backlog backlog = backlog();

        assertThat(backlog.look().minutes()).isZero();
        assertThat(backlog.last().scenes()).isZero();
    }

    private Backlog backlog() {
        return new Backlog(
                new UnfinishedWork(store),
                story -> 5,
                () -> nothingQueued,
                servers.fleet,
                rate,
                () -> usual,
                Clock.systemUTC());
    }

    private void story(String id, StoryState state) {
        store.save(new StoryRecord(id, null, id, "hash", state, Priority.NORMAL, 1, "run", NOW, NOW, null));
    }
}
