package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.showrunner.story.Control.Action;
import io.showrunner.story.SceneQueue.Listing;
import io.showrunner.story.SceneQueue.Place;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneQueueTest {
    @TempDir
    private Path folder;

    private ControlledStories stories;
    private SceneQueue queue;

    @BeforeEach
    void nothingYet() {
        stories = new ControlledStories(folder);
        queue = new SceneQueue(stories.store, stories.order);
    }

    @Test
    void scenesStandInRunOrderAndThosePausedAfterThemWithoutAPlace() {
        // Given
        stories.written("story-bees", Priority.NORMAL, 3);
        stories.written("story-wasps", Priority.LOW, 1);
        stories.state("story-bees", "scene-001", SceneState.RUNNING);
        stories.scene(Action.PAUSE, "story-bees", "scene-002");
        stories.scene(Action.FRONT, "story-wasps", "scene-001");

        // When
        Listing listing = queue.list(10);

        // Then
        assertThat(listing.waiting()).isEqualTo(2);
        assertThat(listing.paused()).isEqualTo(1);
        assertThat(listing.scenes())
                .extracting(Place::position, Place::storyId, Place::sceneId, Place::urgency)
                .containsExactly(
                        tuple(1, "story-wasps", "scene-001", "front"),
                        tuple(2, "story-bees", "scene-003", "normal"),
                        tuple(null, "story-bees", "scene-002", "normal"));
        assertThat(listing.scenes().get(0).title()).isEqualTo("Scene 1");
        assertThat(listing.scenes().get(0).priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void aSceneThatHasWaitedLongShowsThatItIsMoreUrgentThanItWasWanted() {
        // Given
        stories.written("story-bees", Priority.LOW, 1);
        stories.pass(Duration.ofHours(2));
        stories.control.age(Duration.ofHours(1).toMillis());

        // When
        Place place = queue.list(1).scenes().get(0);

        // Then
        assertThat(place.priority()).isEqualTo(Priority.LOW);
        assertThat(place.urgency()).isEqualTo("normal");
    }

    @Test
    void aShortListSaysHowManyThereAre() {
        stories.written("story-bees", Priority.NORMAL, 3);

        assertThat(queue.list(2).scenes()).hasSize(2);
        assertThat(queue.list(2).waiting()).isEqualTo(3);
    }
}
