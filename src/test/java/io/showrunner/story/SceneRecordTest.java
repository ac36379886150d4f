package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SceneRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final SceneRecord SCENE = new SceneRecord(
            "story-bees",
            "scene-001",
            SceneState.RUNNING,
            Priority.HIGH,
            Priority.HIGH.onTheWire(),
            4,
            5,
            2,
            1,
            3,
            SceneRecord.Spent.NOTHING,
            FailureKind.OOM,
            "why",
            NOW);

    @Test
    void aSceneThatWaitsAgainOutdatesItsOlderMessages() {
        assertThat(SCENE.waitingAgain("again", LATER))
                .isEqualTo(new SceneRecord(
                        "story-bees",
                        "scene-001",
                        SceneState.WAITING,
                        Priority.HIGH,
                        Priority.HIGH.onTheWire(),
                        4,
                        5,
                        3,
                        1,
                        3,
                        SceneRecord.Spent.NOTHING,
                        null,
                        "again",
                        LATER));
        assertThat(SCENE.messageId()).isEqualTo("story-bees:scene-001:5:2");
    }

    @Test
    void onlyACountedPromptCostsAnAttempt() {
        assertThat(SCENE.dispatched(true, LATER))
                .returns(2, SceneRecord::attempts)
                .returns(4, SceneRecord::dispatches)
                .returns(null, SceneRecord::failureKind);
        assertThat(SCENE.dispatched(false, LATER))
                .returns(1, SceneRecord::attempts)
                .returns(4, SceneRecord::dispatches);
    }

    @Test
    void theRecordComesBackAsItWasWritten() {
        assertThat(Json.read(Json.write(SCENE), SceneRecord.class)).isEqualTo(SCENE);
        assertThat(Json.write(SCENE)).doesNotContain("messageId");
    }
}
