package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String STORY = "story-bees";

    @TempDir
    Path root;

    private StoryStore store;

    @BeforeEach
    void open() {
        store = new StoryStore(root);
    }

    @Test
    void aStoryIsKnownOnceItsRecordIsThere() {
        assertThat(store.record(STORY)).isEmpty();
        store.save(story(STORY, StoryState.ACCEPTED));
        store.save(story("story-ants", StoryState.ACCEPTED));

        assertThat(store.storyIds()).containsExactly("story-ants", STORY);
        assertThat(store.story(STORY)).as("it is not written yet").isEmpty();
        assertThat(store.sceneRecords(STORY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "story-", "../story-x", "story-x/../../y", "story-X", "story-x y", ".published"})
    void anIdThatCouldLeaveTheFolderIsRefused(String storyId) {
        assertThat(store.exists(storyId)).isFalse();
        assertThat(store.record(storyId)).isEmpty();
        assertThatThrownBy(() -> store.folder(storyId)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scene-1", "scene-0001", "../scene-001", "scene-001/..", "Scene-001"})
    void aSceneIdThatCouldLeaveTheStoryIsRefused(String sceneId) {
        assertThatThrownBy(() -> store.sceneFolder(STORY, sceneId)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStoryWrittenAgainAfterACrashKeepsTheRecordsOfItsScenes() {
        // Given
        store.save(scene("scene-001", SceneState.PUBLISHED));

        // When
        store.save(
                written("scene-001", "scene-002"),
                List.of(scene("scene-001", SceneState.WAITING), scene("scene-002", SceneState.WAITING)));

        // Then
        assertThat(store.sceneRecords(STORY))
                .extracting(SceneRecord::state)
                .containsExactly(SceneState.PUBLISHED, SceneState.WAITING);
        assertThat(store.story(STORY)).contains(written("scene-001", "scene-002"));
        assertThat(store.scene(STORY, "scene-002")).isEqualTo(spec("scene-002"));
    }

    @Test
    void noChangeOfARecordIsLostWhenManyComeAtOnce() {
        // Given
        store.save(scene("scene-001", SceneState.RUNNING));

        // When
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> store.update(STORY, "scene-001", now -> now.dispatched(true, NOW)));

        // Then
        assertThat(store.sceneRecord(STORY, "scene-001"))
                .get()
                .returns(41, SceneRecord::attempts)
                .returns(41, SceneRecord::dispatches);
    }

    @Test
    void whatDoesNotExistCannotBeChanged() {
        assertThatThrownBy(() -> store.update(STORY, now -> now)).hasMessage("no story story-bees");
        assertThatThrownBy(() -> store.update(STORY, "scene-001", now -> now))
                .hasMessage("no scene story-bees/scene-001");
    }

    @Test
    void anOverviewCountsEveryScene() {
        // Given
        store.save(story(STORY, StoryState.WRITTEN));
        SceneRecord failed = scene("scene-004", SceneState.RUNNING).to(SceneState.FAILED, FailureKind.OOM, "why", NOW);
        store.save(
                written("scene-001", "scene-002", "scene-003", "scene-004", "scene-005"),
                List.of(
                        scene("scene-001", SceneState.WAITING),
                        scene("scene-002", SceneState.RUNNING),
                        scene("scene-003", SceneState.PUBLISHED),
                        failed,
                        scene("scene-005", SceneState.CANCELLED)));

        // When
        StoryOverview overview = StoryOverview.of(store, store.record(STORY).orElseThrow());

        // Then
        assertThat(overview.scenes()).isEqualTo(new StoryOverview.Counts(5, 5, 1, 1, 1, 2));
        assertThat(overview.sceneList().get(3))
                .isEqualTo(new StoryOverview.Scene(
                        "scene-004", "Title of scene-004", SceneState.FAILED, 1, FailureKind.OOM, "why", null));
        assertThat(overview.title()).isEqualTo("Bees");
    }

    @Test
    void anOverviewOfAStoryThatIsNotWrittenHasNoTitleAndNoScenes() {
        StoryOverview overview = StoryOverview.of(store, story(STORY, StoryState.ACCEPTED));

        assertThat(overview.title()).isNull();
        assertThat(overview.scenes()).isEqualTo(new StoryOverview.Counts(0, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "WRITTEN, WAITING, true",
        "WRITTEN, PAUSED, false",
        "AWAITING_APPROVAL, AWAITING_APPROVAL, false",
        "FINISHED, PUBLISHED, false",
        "CANCELLED, CANCELLED, false"
    })
    void aStoryThatIsOverOrWaitsForAPersonDoesNotEndByItself(StoryState state, SceneState one, boolean expected) {
        store.save(written("scene-001"), List.of(scene("scene-001", one)));

        assertThat(StoryOverview.of(store, story(STORY, state)).endsByItself()).isEqualTo(expected);
    }

    private static StoryRecord story(String storyId, StoryState state) {
        return StoryRecord.accepted(storyId, null, "bees.json", "hash", Priority.NORMAL, "20261123-100000", NOW, null)
                .to(state, NOW, null);
    }

    private static SceneRecord scene(String sceneId, SceneState state) {
        return new SceneRecord(
                STORY,
                sceneId,
                state,
                Priority.NORMAL,
                Priority.NORMAL.onTheWire(),
                0,
                1,
                1,
                1,
                1,
                SceneRecord.Spent.NOTHING,
                null,
                null,
                NOW);
    }

    private static SceneSpec spec(String sceneId) {
        return new SceneSpec(sceneId, "Title of " + sceneId, "s", "p", "m", null, 3, "n", "c", "p");
    }

    private static Story written(String... sceneIds) {
        return new Story(
                STORY,
                NOW,
                "Bees",
                "l",
                "d",
                Stream.of(sceneIds).map(StoryStoreTest::spec).toList(),
                "m",
                StorySource.LLM,
                new RenderRequest("smoke", 64, 36, 8, BigInteger.ONE, null, true),
                null,
                List.of());
    }
}
