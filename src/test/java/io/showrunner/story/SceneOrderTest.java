package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Control.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is next (M11): the most urgent, then first come, first served; a person and age can change it. */
class SceneOrderTest {
    private static final Duration AGEING = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    private ControlledStories stories;

    @BeforeEach
    void aLowANormalAndAHighStoryInThisOrder() {
        stories = new ControlledStories(folder);
        stories.written("story-low", Priority.LOW, 1);
        stories.pass(Duration.ofMinutes(1));
        stories.written("story-normal", Priority.NORMAL, 2);
        stories.pass(Duration.ofMinutes(1));
        stories.written("story-high", Priority.HIGH, 1);
    }

    @Test
    void highComesBeforeNormalBeforeLowAndFirstComeFirstServedWithin() {
        assertThat(order()).containsExactly("story-high/1", "story-normal/1", "story-normal/2", "story-low/1");
    }

    @Test
    void theSceneMovedToTheFrontLastIsTheNextOneAndTheOthersFollow() {
        // When
        stories.scene(Action.FRONT, "story-low", "scene-001");
        Change change = stories.scene(Action.FRONT, "story-normal", "scene-002");

        // Then
        assertThat(order()).containsExactly("story-normal/2", "story-low/1", "story-high/1", "story-normal/1");
        assertThat(change.waiting())
                .as("both need a new message, in this order")
                .extracting(SceneRecord::storyId)
                .containsExactly("story-normal", "story-low");
    }

    @Test
    void aSceneMovedToTheBackIsTheLastOfItsPriority() {
        stories.scene(Action.BACK, "story-normal", "scene-001");

        assertThat(order()).containsExactly("story-high/1", "story-normal/2", "story-normal/1", "story-low/1");
    }

    @Test
    void aSceneThatWaitsLongBecomesMoreUrgentStepByStepAndNeverMoreThanHigh() {
        // When
        stories.pass(AGEING);
        List<SceneRecord> first = stories.control.age(AGEING.toMillis());
        List<SceneRecord> atOnce = stories.control.age(AGEING.toMillis());
        stories.pass(AGEING.plusSeconds(1));
        List<SceneRecord> second = stories.control.age(AGEING.toMillis());
        stories.pass(AGEING.plusSeconds(1));
        List<SceneRecord> third = stories.control.age(AGEING.toMillis());

        // Then
        assertThat(first).extracting(SceneRecord::urgency).containsExactly(7, 7, 4);
        assertThat(atOnce).isEmpty();
        assertThat(second).extracting(SceneRecord::storyId).containsExactly("story-low");
        assertThat(second).extracting(SceneRecord::urgency).containsExactly(7);
        assertThat(third).isEmpty();
        assertThat(stories.sceneRecord("story-low", "scene-001").priority()).isEqualTo(Priority.LOW);
    }

    private List<String> order() {
        return stories.order.waiting().stream()
                .map(scene -> scene.storyId() + "/" + scene.sceneId().substring(8))
                .toList();
    }
}
