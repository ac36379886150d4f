package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One story after the other, each killed one operation later than the one before, until a story comes through unharmed.
 * {@code -Dchaos.step=5} takes every fifth operation only.
 */
@Tag("chaos")
class EveryKillPointIT {
    private static final int SCENES = 2;
    private static final int MORE_THAN_A_STORY_HAS = 1_000;
    private static final long LOOK_MILLIS = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void aKillAtAnyOperationLosesNothingAndRepeatsNothing() throws Exception {
        Path control = folder.resolve("kill-at");
        try (ProcessStudio studio = Studios.of(folder.resolve("studio"), 1, 1)) {
            FrameWatch frames = new FrameWatch(studio.store());
            studio.application()
                    .javaOption("-javaagent:" + AgentJar.write(folder.resolve("agent.jar")) + "=" + control);
            studio.application().start();
            int operation = 1;
            while (isKilledAt(operation, studio, control)) {
                assertThat(new Invariants(studio, frames).findings())
                        .as("killed at operation %d", operation)
                        .allMatch(Finding::holds);
                operation += Integer.getInteger("chaos.step", 1);
                assertThat(operation).isLessThan(MORE_THAN_A_STORY_HAS);
            }
            assertThat(studio.executions().runs()).hasSize(studio.briefs().size() * SCENES);
        }
    }

    /** False when the story came to its end before so many operations were over. */
    private static boolean isKilledAt(int operation, ProcessStudio studio, Path control) throws Exception {
        String briefId = "operation-" + operation;
        Files.writeString(control, "#" + operation);
        studio.drop(briefId, SCENES);
        while (studio.application().isAlive() && !studio.isOver(briefId)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        boolean killed = !studio.application().isAlive();
        studio.application().start();
        assertThat(studio.awaitOver(briefId, Studios.PATIENCE).state())
                .as("killed at operation %d", operation)
                .isEqualTo(StoryState.FINISHED);
        return killed;
    }
}
