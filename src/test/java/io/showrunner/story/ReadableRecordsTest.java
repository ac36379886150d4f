package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged record keeps nobody else from being served, and a folder that is not mounted is not taken for an empty one. */
class ReadableRecordsTest {
    @TempDir
    private Path folder;

    private ControlledStories stories;

    @BeforeEach
    void aDamagedSceneAndADamagedStoryAmongSoundOnes() throws IOException {
        stories = new ControlledStories(folder);
        stories.written("story-ants", Priority.NORMAL, 2);
        stories.written("story-bees", Priority.NORMAL, 2);
        stories.accepted("story-wasps", Priority.NORMAL);
        Files.writeString(stories.store.sceneFolder("story-bees", "scene-001").resolve("record.json"), "{ half");
        Files.writeString(stories.store.folder("story-wasps").resolve("record.json"), "");
    }

    @Test
    void whatCanBeReadIsThere() {
        ReadableRecords records = new ReadableRecords(stories.store);

        assertThat(records.stories()).extracting(StoryRecord::storyId).containsExactly("story-ants", "story-bees");
        assertThat(records.scenes("story-bees"))
                .extracting(SceneRecord::sceneId)
                .containsExactly("scene-002");
        assertThat(records.scene("story-bees", "scene-001")).isEmpty();
        assertThat(records.story("story-wasps")).isEmpty();
    }

    @Test
    void theSoundScenesKeepTheirPlacesAndAreSentAgainAtStart() {
        assertThat(stories.order.waiting()).hasSize(3);
        assertThat(new UnfinishedWork(stories.store).scenes()).hasSize(3);
    }

    @Test
    void theOverviewShowsTheDamagedSceneAsWhatItIs() {
        StoryOverview overview = StoryOverview.of(
                stories.store, stories.store.record("story-bees").orElseThrow());

        assertThat(overview.scenes().total()).isEqualTo(2);
        assertThat(overview.sceneList().get(0).state()).isNull();
        assertThat(overview.sceneList().get(0).message()).contains("cannot read", "record.json");
    }

    @Test
    void aFolderThatIsNotOursIsNotTakenForAnEmptyOne() throws IOException {
        StoryStore elsewhere = new StoryStore(Files.createDirectory(folder.resolve("not-mounted")));

        assertThatThrownBy(elsewhere::requireThere)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is its disk mounted?");

        Files.createDirectories(elsewhere.publishedMarkers());
        elsewhere.requireThere();
    }
}
