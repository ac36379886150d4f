package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueMessagesTest {
    @TempDir
    Path root;

    @Test
    void onlyScenesThatWaitAreQueuedInStoryOrder() {
        // Given
        StoryStore store = new StoryStore(root);
        store.save(scene("scene-003", SceneState.WAITING));
        store.save(scene("scene-002", SceneState.PUBLISHED));
        store.save(scene("scene-001", SceneState.WAITING));
        store.save(scene("scene-004", SceneState.RUNNING));

        // When
        QueueMessages messages = new QueueMessages(store);

        // Then
        assertThat(messages.waiting("story-bees"))
                .extracting(SceneRecord::sceneId)
                .containsExactly("scene-001", "scene-003");
    }

    @Test
    void aMessageRefersToTheGenerationOfItsRecord() {
        QueueMessages messages = new QueueMessages(new StoryStore(root));

        assertThat(Json.read(messages.ofScene(scene("scene-001", SceneState.WAITING)), SceneMessage.class))
                .isEqualTo(new SceneMessage("story-bees", "scene-001", 4, Priority.LOW));
        assertThat(messages.ofStory(new StoryMessage("story-bees", 2, Priority.HIGH)))
                .isEqualTo("{\"storyId\":\"story-bees\",\"generation\":2,\"priority\":\"high\"}");
    }

    private static SceneRecord scene(String sceneId, SceneState state) {
        return new SceneRecord(
                "story-bees",
                sceneId,
                state,
                Priority.LOW,
                1,
                4,
                0,
                0,
                null,
                null,
                Instant.parse("2026-11-23T12:00:00Z"));
    }
}
