package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt ran, and its history was gone before anybody asked for it. */
class ForgottenHistoryIT {
    @TempDir
    private Path home;

    @Test
    void aSceneWhoseHistoryIsGoneIsRenderedAgainAtNoCostToTheBudget() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.gpu(0).faults().onEveryPrompt().times(1).forgetHistory();
            studio.start();

            // When
            studio.drop("forgotten.json", SmallBrief.json("forgotten", "One"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            SceneRecord scene = studio.scene(story, "One");
            assertThat(scene.attempts()).isEqualTo(1);
            assertThat(studio.executions(scene))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.SUCCESS, Outcome.SUCCESS);
        }
    }
}
