package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.Control.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person can do to a story and its scenes, and what follows from it. */
class StoryControlTest {
    private static final String BEES = "story-bees";

    @TempDir
    private Path folder;

    private ControlledStories stories;

    @BeforeEach
    void nothingYet() {
        stories = new ControlledStories(folder);
    }

    @Test
    void aCancelledStoryEndsWhatWaitsAndTellsTheFollowerOfWhatRuns() {
        // Given
        stories.written(BEES, Priority.NORMAL, 3);
        stories.running(BEES, "scene-001", "prompt-1");
        stories.state(BEES, "scene-003", SceneState.PUBLISHED);

        // When
        Change change = stories.story(Action.CANCEL, BEES);

        // Then
        assertThat(change.promptIds()).containsExactly("prompt-1");
        assertThat(change.ended()).extracting(SceneRecord::sceneId).containsExactly("scene-002");
        assertThat(change.waiting()).isEmpty();
        assertThat(stories.store.sceneRecords(BEES))
                .extracting(SceneRecord::state)
                .containsExactly(SceneState.CANCELLED, SceneState.CANCELLED, SceneState.PUBLISHED);
    }

    @Test
    void aPausedStoryKeepsItsMessagesOutdatedUntilItIsResumed() {
        // Given
        stories.written(BEES, Priority.NORMAL, 2);
        stories.running(BEES, "scene-001", "prompt-1");

        // When
        Change paused = stories.story(Action.PAUSE, BEES);
        Change resumed = stories.story(Action.RESUME, BEES);

        // Then
        assertThat(paused.changed()).extracting(SceneRecord::sceneId).containsExactly("scene-002");
        assertThat(paused.waiting()).isEmpty();
        assertThat(paused.ended()).isEmpty();
        assertThat(stories.sceneRecord(BEES, "scene-001").state()).isEqualTo(SceneState.RUNNING);
        assertThat(resumed.waiting()).singleElement().satisfies(scene -> {
            assertThat(scene.sceneId()).isEqualTo("scene-002");
            assertThat(scene.generation()).isEqualTo(2);
        });
    }

    @Test
    void aFailedSceneIsTriedAgainWithItsWholeBudgetAndWithoutItsSiblings() {
        // Given
        StoryRecord story = stories.written(BEES, Priority.NORMAL, 2);
        stories.store.save(story.to(StoryState.INCOMPLETE, ControlledStories.START, "scene-002 failed"));
        stories.state(BEES, "scene-001", SceneState.PUBLISHED);
        stories.running(BEES, "scene-002", "prompt-2");
        stories.state(BEES, "scene-002", SceneState.FAILED);
        DurableFiles.writeJson(stories.store.attemptFolder(BEES, "scene-002", 1).resolve("render.json"), "over");

        // When
        Change change = stories.story(Action.RETRY, BEES);

        // Then
        assertThat(change.waiting()).singleElement().satisfies(scene -> {
            assertThat(scene.sceneId()).isEqualTo("scene-002");
            assertThat(scene.attemptsPaid()).isZero();
            assertThat(scene.dispatches()).isEqualTo(1);
        });
        assertThat(change.story().state()).isEqualTo(StoryState.WRITTEN);
        assertThat(stories.store.record(BEES)).contains(change.story());
        assertThat(stories.sceneRecord(BEES, "scene-001").state()).isEqualTo(SceneState.PUBLISHED);
    }

    @Test
    void aCancelledSceneWhosePromptIsStillBeingTakenFromItsServerIsNotTriedAgainYet() {
        // Given
        stories.written(BEES, Priority.NORMAL, 1);
        stories.running(BEES, "scene-001", "prompt-1");
        stories.scene(Action.CANCEL, BEES, "scene-001");

        // When, Then
        assertThatThrownBy(() -> stories.scene(Action.RETRY, BEES, "scene-001"))
                .isInstanceOf(ControlRefused.class)
                .hasMessage("story-bees/scene-001 is CANCELLED: only what failed or was cancelled can be tried again,"
                        + " once it is off its server");
    }

    @Test
    void aSceneThatBeginsToRunWhileItIsCancelledIsCancelledAsOneThatRuns() throws Exception {
        // Given
        stories.written(BEES, Priority.NORMAL, 1);

        // When
        Change change = whileItBeginsToRun(Action.CANCEL).get();

        // Then
        assertThat(change.changed()).extracting(SceneRecord::state).containsExactly(SceneState.CANCELLED);
        assertThat(change.ended()).isEmpty();
        assertThat(stories.sceneRecord(BEES, "scene-001").state()).isEqualTo(SceneState.CANCELLED);
    }

    @Test
    void aSceneThatBeginsToRunWhileItIsPausedIsNotSaidToBePaused() {
        // Given
        stories.written(BEES, Priority.NORMAL, 1);

        // When
        Future<Change> change = whileItBeginsToRun(Action.PAUSE);

        // Then
        assertThatThrownBy(change::get)
                .hasRootCauseInstanceOf(ControlRefused.class)
                .hasRootCauseMessage(
                        "story-bees/scene-001 is RUNNING: only what waits can be paused; cancel what runs");
    }

    @Test
    void aStoryThatIsWrittenWhileItIsCancelledLosesItsScenes() throws Exception {
        // Given
        StoryRecord story = stories.accepted(BEES, Priority.NORMAL);
        FutureTask<Change> cancel = new FutureTask<>(() -> stories.story(Action.CANCEL, BEES));

        // When
        stories.store.update(BEES, now -> {
            startAndAwaitBlocked(cancel);
            stories.written(BEES, Priority.NORMAL, 2);
            return story.to(StoryState.WRITTEN, ControlledStories.START, null);
        });

        // Then
        assertThat(cancel.get().ended()).hasSize(2);
        assertThat(cancel.get().story().state()).isEqualTo(StoryState.WRITTEN);
    }

    @ParameterizedTest
    @CsvSource({
        "CANCEL, ACCEPTED, CANCELLED",
        "PAUSE, ACCEPTED, PAUSED",
        "CANCEL, PAUSED, CANCELLED",
        "RESUME, PAUSED, ACCEPTED",
        "RETRY, CANCELLED, ACCEPTED",
        "RETRY, FAILED, ACCEPTED",
    })
    void aStoryThatIsNotWrittenIsChangedAsAWhole(Action action, StoryState before, StoryState after) {
        // Given
        StoryRecord story = stories.accepted(BEES, Priority.NORMAL);
        stories.store.save(story.to(before, ControlledStories.START, null));

        // When
        Change change = stories.story(action, BEES);

        // Then
        assertThat(change.story().state()).isEqualTo(after);
        assertThat(change.isBriefWaiting()).isEqualTo(after == StoryState.ACCEPTED);
        assertThat(change.story().generation()).isEqualTo(after == StoryState.ACCEPTED ? 2 : 1);
    }

    @Test
    void aStoryWantedSoonerTakesItsWaitingScenesAlong() {
        // Given
        stories.written(BEES, Priority.LOW, 2);
        stories.running(BEES, "scene-001", "prompt-1");

        // When
        Change change = stories.control.apply(new Control(Action.PRIORITISE, BEES, null, Priority.HIGH));

        // Then
        assertThat(change.waiting()).singleElement().satisfies(scene -> {
            assertThat(scene.sceneId()).isEqualTo("scene-002");
            assertThat(scene.priority()).isEqualTo(Priority.HIGH);
            assertThat(scene.urgency()).isEqualTo(7);
            assertThat(scene.generation()).isEqualTo(2);
        });
        assertThat(stories.store.record(BEES).orElseThrow().priority()).isEqualTo(Priority.HIGH);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void aPublishedSceneIsLeftAsItIs(Action action) {
        stories.written(BEES, Priority.NORMAL, 1);
        stories.state(BEES, "scene-001", SceneState.PUBLISHED);

        assertThatThrownBy(() -> stories.control.apply(new Control(action, BEES, "scene-001", Priority.HIGH)))
                .isInstanceOf(ControlRefused.class)
                .hasMessageStartingWith("story-bees/scene-001 is PUBLISHED: ");
    }

    @Test
    void whatIsNotThereIsSaidToBeUnknown() {
        stories.written(BEES, Priority.NORMAL, 1);

        assertThatThrownBy(() -> stories.story(Action.CANCEL, "story-wasps"))
                .hasMessage("there is no story story-wasps")
                .satisfies(refusal ->
                        assertThat(((ControlRefused) refusal).isUnknown()).isTrue());
        assertThatThrownBy(() -> stories.scene(Action.CANCEL, BEES, "scene-009"))
                .hasMessage("there is no scene story-bees/scene-009");
        assertThatThrownBy(() -> stories.story(Action.CANCEL, "../evil")).hasMessage("there is no story ../evil");
    }

    /** The person reads the record before the scene runs, and changes it afterwards. */
    private Future<Change> whileItBeginsToRun(Action action) {
        FutureTask<Change> change = new FutureTask<>(() -> stories.scene(action, BEES, "scene-001"));
        stories.store.update(BEES, "scene-001", scene -> {
            startAndAwaitBlocked(change);
            return scene.dispatched(true, ControlledStories.START);
        });
        return change;
    }

    private static void startAndAwaitBlocked(FutureTask<Change> change) {
        Thread person = new Thread(change, "person");
        person.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> person.getState() == Thread.State.WAITING);
    }
}
