package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Control.Action;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausedWorkTest {
    private static final String BEES = "story-bees";

    @TempDir
    private Path folder;

    @Test
    void scenesCountWhileTheyArePaused() {
        // Given
        ControlledStories stories = new ControlledStories(folder);
        PausedWork paused = new PausedWork(stories.store);
        stories.written(BEES, Priority.NORMAL, 3);
        assertThat(paused.count()).isZero();

        // When
        stories.story(Action.PAUSE, BEES);

        // Then
        assertThat(paused.count()).isEqualTo(3);

        // When
        stories.story(Action.RESUME, BEES);

        // Then
        assertThat(paused.count()).isZero();
    }

    @Test
    void whatWasPausedBeforeARestartCounts() {
        // Given
        ControlledStories before = new ControlledStories(folder);
        before.written(BEES, Priority.NORMAL, 2);
        before.story(Action.PAUSE, BEES);

        // When
        PausedWork paused = new PausedWork(new ControlledStories(folder).store);

        // Then
        assertThat(paused.count()).isEqualTo(2);
    }
}
