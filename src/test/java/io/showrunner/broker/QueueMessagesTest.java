package io.showrunner.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueMessagesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aMessageRefersToTheGenerationOfItsRecord() {
        // Given
        SceneRecord scene = SceneRecord.written("story-bees", "scene-001", Priority.LOW, 1, NOW)
                .waitingAgain("again", NOW);
        StoryRecord story = StoryRecord.accepted(
                        "story-bees", null, "bees.json", "00", Priority.NORMAL, "20261123-120000", NOW, null)
                .queuedAgain(StoryState.ACCEPTED, Priority.HIGH, NOW, null);

        // When
        QueueMessages messages = new QueueMessages();

        // Then
        assertThat(Json.read(messages.ofScene(scene), SceneMessage.class))
                .isEqualTo(new SceneMessage("story-bees", "scene-001", 2, Priority.LOW));
        assertThat(messages.ofStory(story))
                .isEqualTo("{\"storyId\":\"story-bees\",\"generation\":2,\"priority\":\"high\"}");
    }
}
