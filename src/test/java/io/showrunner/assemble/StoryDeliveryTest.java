package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.DeliveryMessage;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which outcomes still have to go through the deliver route: {@code story.delivered} remembers. */
class StoryDeliveryTest {
    @TempDir
    Path root;

    private StoryFolder folder;
    private StoryOutcome outcome;

    @BeforeEach
    void aStoryWithOneSceneFailed() {
        folder = new StoryFolder(root)
                .written(StorySource.LLM)
                .published(1, "gpu0", 0)
                .published(3, "gpu0", 40)
                .failed(2, "gpu0", 20, FailureKind.OOM, "out of memory")
                .record(2, SceneState.FAILED, FailureKind.OOM, "Out of memory.");
        outcome = folder.assembler().assemble(STORY);
    }

    @Test
    void anOutcomeAwaitsItsDeliveryUntilItWasDeliveredAlsoAcrossARestart() {
        assertThat(folder.assembler().awaitsDelivery(outcome)).isTrue();

        folder.assembler().delivered(outcome);

        assertThat(folder.assembler().awaitsDelivery(outcome)).isFalse();
        assertThat(folder.assembler().awaitsDelivery(folder.assembler().assemble(STORY)))
                .as("woken again, nothing changed")
                .isFalse();
        JsonNode delivered = Json.read(folder.store.folder(STORY).resolve("story.delivered"), JsonNode.class);
        assertThat(delivered.path("revision").asInt()).isEqualTo(1);
        assertThat(delivered.path("deliveredAt").asText())
                .isEqualTo(StoryFolder.CLOCK.instant().toString());
    }

    @Test
    void aMessageThatComesTwiceOrTooLateAsksForNothing() {
        // Given
        StoryAssembler assembler = folder.assembler();
        String message = Json.write(new DeliveryMessage(STORY, 1));
        assertThat(assembler.toDeliver(message)).isEqualTo(outcome);

        // When
        assembler.delivered(outcome);

        // Then
        assertThat(assembler.toDeliver(message)).as("delivered").isNull();
        folder.published(2, "gpu1", 100);
        StoryOutcome second = assembler.assemble(STORY);
        assertThat(assembler.toDeliver(message)).as("of an earlier revision").isNull();
        assertThat(assembler.toDeliver(Json.write(new DeliveryMessage(STORY, 2))))
                .isEqualTo(second);
        assertThat(assembler.toDeliver(Json.write(new DeliveryMessage("story-gone", 1))))
                .as("removed")
                .isNull();
    }

    @Test
    void aNewRevisionAwaitsADeliveryOfItsOwn() {
        // Given
        folder.assembler().delivered(outcome);
        folder.published(2, "gpu1", 100);

        // When
        StoryOutcome second = folder.assembler().assemble(STORY);

        // Then
        assertThat(second.revision()).isEqualTo(2);
        assertThat(folder.assembler().awaitsDelivery(second)).isTrue();
        folder.assembler().delivered(second);
        assertThat(folder.assembler().awaitsDelivery(second)).isFalse();
    }
}
