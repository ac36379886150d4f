package io.showrunner.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryRemovalTest {
    @TempDir
    private Path folder;

    private EndedStories stories;

    @BeforeEach
    void aStoryThatEnded() {
        stories = new EndedStories(folder.resolve("stories"));
        stories.ended("lamp", 3);
    }

    @Test
    void theStoryGoesWithItsFilesAndWhatALinkInItPointsToStays() throws IOException {
        // Given
        Path outside = Files.writeString(
                Files.createDirectories(folder.resolve("album")).resolve("photo"), "dear");
        Files.createSymbolicLink(stories.store.folder("story-lamp").resolve("album"), outside.getParent());

        // When
        stories.removal.remove("story-lamp");

        // Then
        assertThat(stories.store.storyIds()).isEmpty();
        assertThat(stories.store.folder("story-lamp")).doesNotExist();
        assertThat(stories.store.trash()).isEmptyDirectory();
        assertThat(outside).hasContent("dear");
    }

    @Test
    void whatACrashLeftInTheTrashIsInNobodysWay() throws IOException {
        // Given
        Path left = Files.createDirectories(stories.store.trash().resolve("story-lamp"));
        Files.writeString(left.resolve("record.json"), "half gone");

        // When
        stories.removal.remove("story-lamp");

        // Then
        assertThat(stories.store.trash()).isEmptyDirectory();
    }

    @Test
    void theTrashIsEmptiedAndALinkInItsPlaceIsNotFollowed() throws IOException {
        // Given
        Path outside = Files.writeString(
                Files.createDirectories(folder.resolve("album")).resolve("photo"), "dear");
        Files.createSymbolicLink(stories.store.trash(), outside.getParent());

        // When
        stories.removal.emptyTrash();

        // Then
        assertThat(stories.store.trash()).doesNotExist();
        assertThat(outside).hasContent("dear");
    }

    @Test
    void aStoryThatIsNotAtItsEndIsRefusedAndStays() {
        stories.save("lamp", StoryState.ACCEPTED, 3);

        assertThatThrownBy(() -> stories.removal.remove("story-lamp"))
                .isInstanceOf(RemovalRefused.class)
                .hasMessageContaining("story-lamp is ACCEPTED and not at its end yet")
                .returns(false, e -> ((RemovalRefused) e).isUnknown());
        assertThat(stories.store.exists("story-lamp")).isTrue();
    }

    @Test
    void aStoryThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> stories.removal.remove("../story-lamp"))
                .isInstanceOf(RemovalRefused.class)
                .returns(true, e -> ((RemovalRefused) e).isUnknown());
    }
}
