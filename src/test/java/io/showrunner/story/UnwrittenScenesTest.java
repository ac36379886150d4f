package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.story.Control.Action;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person can do to scenes whose words are still to come, and to the story that is being written. */
class UnwrittenScenesTest {
    private static final String BEES = "story-bees";
    private static final String WRITTEN = "scene-001";
    private static final String UNWRITTEN = "scene-002";

    @TempDir
    private Path folder;

    private ControlledStories stories;

    @BeforeEach
    void aStoryOfWhichOneSceneIsWritten() {
        stories = new ControlledStories(folder);
        stories.beingWritten(BEES, Priority.NORMAL, 2);
    }

    @Test
    void aStoryIsCancelledWithAllItsScenes() {
        Change change = stories.story(Action.CANCEL, BEES);

        assertThat(change.ended()).hasSize(3).extracting(SceneRecord::state).containsOnly(SceneState.CANCELLED);
        assertThat(change.waiting()).isEmpty();
    }

    @Test
    void aSceneThatIsResumedBeforeItsWordsAreThereWaitsForThem() {
        // Given
        stories.scene(Action.PAUSE, BEES, UNWRITTEN);

        // When
        Change resumed = stories.scene(Action.RESUME, BEES, UNWRITTEN);

        // Then
        assertThat(resumed.changed()).extracting(SceneRecord::state).containsExactly(SceneState.UNWRITTEN);
        assertThat(resumed.waiting()).isEmpty();
    }

    @Test
    void aStoryIsPausedAndResumedWithAllItsScenes() {
        stories.story(Action.PAUSE, BEES);
        assertThat(states()).containsOnly(SceneState.PAUSED);
        assertThat(new SceneQueue(stories.store, stories.order).list(9).scenes())
                .extracting(SceneQueue.Place::title)
                .containsExactly("Scene 1", "Scene 2", "Scene 3");

        stories.story(Action.RESUME, BEES);
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.UNWRITTEN, SceneState.UNWRITTEN);
    }

    @Test
    void thePriorityIsKeptUntilTheWordsAreThere() {
        // When
        Change change = stories.control.apply(new Control(Action.PRIORITISE, BEES, null, Priority.HIGH));

        // Then
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.UNWRITTEN, SceneState.UNWRITTEN);
        assertThat(stories.store.sceneRecords(BEES)).allSatisfy(scene -> assertThat(scene)
                .returns(Priority.HIGH, SceneRecord::priority)
                .returns(7, SceneRecord::urgency));
        assertThat(change.waiting()).extracting(SceneRecord::sceneId).containsExactly(WRITTEN);
        assertThat(change.story()).returns(Priority.HIGH, StoryRecord::priority).returns(1, StoryRecord::generation);
    }

    @ParameterizedTest
    @EnumSource(names = {"FRONT", "BACK"})
    void onlyASceneWithItsWordsHasAPlaceToBeMovedTo(Action action) {
        assertThatThrownBy(() -> stories.scene(action, BEES, UNWRITTEN))
                .hasMessageContaining("is UNWRITTEN: nothing of it waits for its turn");
        assertThat(stories.story(action, BEES).changed())
                .extracting(SceneRecord::sceneId)
                .containsExactly(WRITTEN);
    }

    @Test
    void aSceneThatWasNotWrittenIsAskedForAgain() {
        // Given
        stories.state(BEES, UNWRITTEN, SceneState.FAILED);
        stories.store.update(BEES, story -> story.to(StoryState.INCOMPLETE, ControlledStories.START, null));

        // When
        Change change = stories.scene(Action.RETRY, BEES, UNWRITTEN);

        // Then
        assertThat(change.waiting()).isEmpty();
        assertThat(change.isBriefWaiting()).isTrue();
        assertThat(change.story())
                .returns(StoryState.WRITING, StoryRecord::state)
                .returns(2, StoryRecord::generation);
        assertThat(stories.sceneRecord(BEES, UNWRITTEN))
                .returns(SceneState.UNWRITTEN, SceneRecord::state)
                .returns(2, SceneRecord::generation);
    }

    @Test
    void aSceneThatIsWantedAfterAllIsAskedForInTheTurnThatGoesOn() {
        // Given
        stories.scene(Action.CANCEL, BEES, UNWRITTEN);

        // When
        Change change = stories.scene(Action.RETRY, BEES, UNWRITTEN);

        // Then
        assertThat(states()).containsExactly(SceneState.WAITING, SceneState.UNWRITTEN, SceneState.UNWRITTEN);
        assertThat(change.story().generation()).isEqualTo(1);
    }

    private List<SceneState> states() {
        return stories.store.sceneRecords(BEES).stream().map(SceneRecord::state).toList();
    }
}
