package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedWorkTest {
    @TempDir
    private Path folder;

    @Test
    void acceptedBriefsAndScenesThatWaitOrRunAreSentAgainInTheirOrder() {
        // Given
        ControlledStories stories = new ControlledStories(folder);
        stories.accepted("story-second", Priority.NORMAL);
        stories.store.save(
                stories.accepted("story-paused", Priority.NORMAL).to(StoryState.PAUSED, ControlledStories.START, null));
        stories.written("story-low", Priority.LOW, 1);
        stories.written("story-normal", Priority.NORMAL, 4);
        stories.running("story-normal", "scene-002", "prompt");
        stories.state("story-normal", "scene-003", SceneState.PUBLISHED);
        stories.state("story-normal", "scene-004", SceneState.PAUSED);
        stories.pass(Duration.ofMinutes(1));
        stories.accepted("story-first-by-name", Priority.NORMAL);

        // When
        UnfinishedWork work = new UnfinishedWork(stories.store);

        // Then
        assertThat(work.briefs())
                .extracting(StoryRecord::storyId)
                .containsExactly("story-second", "story-first-by-name");
        assertThat(work.scenes())
                .extracting(scene -> scene.storyId() + "/" + scene.sceneId())
                .containsExactly("story-normal/scene-001", "story-normal/scene-002", "story-low/scene-001");
    }
}
