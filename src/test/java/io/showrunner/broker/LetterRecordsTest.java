package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.story.FailureKind;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterRecordsTest {
    private static final String STORY = "story-bees";
    private static final String SCENE = "scene-001";
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");

    @TempDir
    Path root;

    private StoryStore store;
    private LetterRecords records;

    @BeforeEach
    void keepAStory() {
        store = new StoryStore(root);
        records = new LetterRecords(store, Clock.fixed(NOW, ZoneOffset.UTC));
        store.save(StoryRecord.accepted(STORY, "bees", "bees.json", "hash", Priority.LOW, "run", NOW, null));
        store.save(scene(SceneState.WAITING));
    }

    @Test
    void aKeptLetterIsToldInTheRecordOfItsScene() {
        records.kept(letter(STORY, SCENE));

        assertThat(scene()).returns(SceneState.WAITING, SceneRecord::state);
        assertThat(scene().message()).isEqualTo("dead letter 00000000000000a1: IllegalStateException: damaged");
        assertThat(story().message()).isNull();
    }

    @Test
    void aKeptLetterWithoutASceneIsToldInTheRecordOfItsStory() {
        records.kept(letter(STORY, null));

        assertThat(story()).returns(StoryState.ACCEPTED, StoryRecord::state);
        assertThat(story().message()).contains("00000000000000a1", "damaged");
    }

    @Test
    void aLetterWhoseRecordCannotBeReadOrIsNotThereIsKeptAllTheSame() throws IOException {
        Files.writeString(sceneFile(), "{");

        records.kept(letter(STORY, SCENE));
        records.kept(letter("story-unknown", SCENE));
        records.kept(letter("../..", null));
        records.kept(letter(null, null));

        assertThat(sceneFile()).hasContent("{");
    }

    @Test
    void aDroppedSceneHasFailed() {
        SceneRecord dropped = records.dropped(letter(STORY, SCENE));

        assertThat(dropped).isEqualTo(scene()).returns(SceneState.FAILED, SceneRecord::state);
        assertThat(dropped.message())
                .isEqualTo("dropped as dead letter 00000000000000a1: IllegalStateException: damaged");
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISHED", "CANCELLED"})
    void aSceneThatCameToAnEndStaysAsItIs(SceneState state) {
        store.save(scene(state));

        assertThat(records.dropped(letter(STORY, SCENE))).isEqualTo(scene(state));
    }

    @Test
    void aDroppedSceneWithADamagedRecordGetsANewOneSoThatItsStoryCanEnd() throws IOException {
        Files.writeString(sceneFile(), "{");

        assertThat(records.dropped(letter(STORY, SCENE)))
                .isEqualTo(scene())
                .returns(SceneState.FAILED, SceneRecord::state);
    }

    @Test
    void aRecordThatTheDiskDoesNotGiveNowIsNotReplaced() throws IOException {
        Files.delete(sceneFile());
        Files.createDirectory(sceneFile());

        assertThatThrownBy(() -> records.dropped(letter(STORY, SCENE))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aDroppedStoryHasFailed() {
        assertThat(records.dropped(letter(STORY, null))).isNull();

        assertThat(story()).returns(StoryState.FAILED, StoryRecord::state);
        assertThat(story().message()).contains("dropped as dead letter 00000000000000a1");
    }

    @Test
    void aDroppedStoryOfWhichScenesAreOnTheirWayGoesOnWithThese() {
        // Given
        store.save(story().to(StoryState.WRITING, NOW, null));
        store.save(SceneRecord.written(STORY, "scene-002", Priority.LOW, 2, NOW)
                .to(SceneState.UNWRITTEN, null, null, NOW));

        // When
        SceneRecord dropped = records.dropped(letter(STORY, null));

        // Then
        assertThat(dropped)
                .returns("scene-002", SceneRecord::sceneId)
                .returns(SceneState.FAILED, SceneRecord::state)
                .returns(FailureKind.NOT_WRITTEN, SceneRecord::failureKind);
        assertThat(scene().state()).isEqualTo(SceneState.WAITING);
        assertThat(story().state()).isEqualTo(StoryState.WRITTEN);
    }

    @Test
    void aLetterAboutNothingThatIsKnownIsDroppedAllTheSame() {
        assertThat(records.dropped(letter("story-unknown", SCENE))).isNull();
        assertThat(records.dropped(letter("../..", SCENE))).isNull();
        assertThat(records.dropped(letter(STORY, "../.."))).isNull();
        assertThat(records.dropped(letter(null, null))).isNull();
    }

    private Path sceneFile() {
        return store.sceneFolder(STORY, SCENE).resolve("record.json");
    }

    private SceneRecord scene() {
        return store.sceneRecord(STORY, SCENE).orElseThrow();
    }

    private StoryRecord story() {
        return store.record(STORY).orElseThrow();
    }

    private static SceneRecord scene(SceneState state) {
        return SceneRecord.written(STORY, SCENE, Priority.LOW, 1, NOW).to(state, null, null, NOW);
    }

    private static DeadLetter letter(String storyId, String sceneId) {
        return new DeadLetter(
                "00000000000000a1",
                "showrunner.scenes",
                "{}",
                true,
                4,
                storyId,
                sceneId,
                "take-scene-gpu0",
                List.of("IllegalStateException: damaged", "IOException: x"),
                6,
                NOW,
                NOW);
    }
}
