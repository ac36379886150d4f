package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while a server renders for us. */
class StopIT {
    private static final double SOME_SECONDS_A_SCENE = 20;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final int AS_AFTER_SIGTERM = 143;

    @TempDir
    Path folder;

    @Test
    void aStopWhileScenesRenderEndsInTimeAndTheNextStartFollowsTheSamePrompts() throws Exception {
        try (ProcessStudio studio = Studios.of(folder, 1, SOME_SECONDS_A_SCENE)) {
            // Given
            studio.application().start();
            studio.drop("stop", 2);
            await().atMost(Studios.PATIENCE)
                    .until(() -> studio.executions().runs().stream().anyMatch(run -> run.endedAt() == null));

            // When
            int code = studio.application().stop(LONGEST_STOP);
            studio.application().start();
            StoryRecord story = studio.awaitOver("stop", Studios.PATIENCE);

            // Then
            assertThat(code).isEqualTo(AS_AFTER_SIGTERM);
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.executions().runs()).hasSize(2);
            assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                    .allMatch(Finding::holds);
        }
    }
}
