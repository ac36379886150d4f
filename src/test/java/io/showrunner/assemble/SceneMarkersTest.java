package io.showrunner.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.frames.SceneMarker;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneMarkersTest {
    @TempDir
    Path root;

    private StoryStore store;
    private SceneMarkers markers;

    @BeforeEach
    void open() {
        store = new StoryStore(root);
        markers = new SceneMarkers(store);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISHED", "FAILED", "CANCELLED"})
    void aMarkerTellsWhoseItIs(SceneState state) {
        SceneMarker marker = markers.of(scene(state));

        assertThat(marker.name()).isEqualTo("story-bees/story-bees.scene-001.2.json");
        assertThat(markers.storyOf(marker.name())).isEqualTo("story-bees");
    }

    @ParameterizedTest
    @EnumSource(names = {"WAITING", "RUNNING", "PAUSED", "AWAITING_APPROVAL"})
    void aSceneThatGoesOnHasNoMarker(SceneState state) {
        assertThatThrownBy(() -> markers.of(scene(state))).hasMessageContaining("story-bees/scene-001 is " + state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".json", "readme"})
    void aForeignFileIsNoMarker(String name) {
        assertThatThrownBy(() -> markers.storyOf(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheMarkersNamedAreRemovedAndRemovingThemTwiceIsHarmless() throws IOException {
        // Given
        Path folder = store.publishedMarkers();
        write("story-bees/story-bees.scene-001.1.json", "story-bees/story-bees.scene-002.1.json");

        // When
        markers.clear(List.of("story-bees/story-bees.scene-001.1.json"));
        markers.clear(List.of("story-bees/story-bees.scene-001.1.json"));

        // Then
        assertThat(folder.resolve("story-bees"))
                .isDirectoryNotContaining("glob:**scene-001*")
                .isDirectoryContaining("glob:**story-bees.scene-002.1.json")
                .isDirectoryContaining("glob:**story-bees.scene-002.1.json.done");
        assertThat(markers.hasAny("story-bees")).isTrue();
    }

    @Test
    void theFolderOfAStoryGoesWithItsLastMarker() throws IOException {
        // Given
        write("story-bees/story-bees.scene-001.1.json", "story-ants/story-ants.scene-001.1.json");

        // When
        markers.clear(List.of("story-bees/story-bees.scene-001.1.json"));

        // Then
        assertThat(store.publishedMarkers()).isDirectoryNotContaining("glob:**story-bees*");
        assertThat(markers.hasAny("story-bees")).isFalse();
        assertThat(markers.hasAny("story-ants")).isTrue();
    }

    @Test
    void aMarkerOfAnOlderShowrunnerLiesOutsideOfAFolderAndCountsAsWell() throws IOException {
        // Given
        write("story-bees.scene-001.1.json");

        // When, Then
        assertThat(markers.storyOf("story-bees.scene-001.1.json")).isEqualTo("story-bees");
        assertThat(markers.hasAny("story-bees")).isTrue();
        markers.clear(List.of("story-bees.scene-001.1.json"));
        assertThat(store.publishedMarkers()).isEmptyDirectory();
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path marker = store.publishedMarkers().resolve(name);
            Files.createDirectories(marker.getParent());
            Files.writeString(marker, "{}");
            Files.writeString(marker.resolveSibling(marker.getFileName() + ".done"), "");
        }
    }

    private static SceneRecord scene(SceneState state) {
        return new SceneRecord(
                "story-bees",
                "scene-001",
                state,
                Priority.NORMAL,
                Priority.NORMAL.onTheWire(),
                0,
                1,
                2,
                1,
                1,
                SceneRecord.Spent.NOTHING,
                null,
                null,
                Instant.parse("2026-11-23T12:00:00Z"));
    }
}
