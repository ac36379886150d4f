package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt ran, and its history was gone before anybody asked for it. */
class ForgottenHistoryIT {
    @TempDir
    private Path home;

    @Test
    void framesThatAreWrittenAreTakenAlthoughTheServerHasForgottenTheirPrompt() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2)) {
            // Given
            studio.with(
                    "showrunner.comfyui.instances[1].output-directory",
                    studio.gpu(1).outputDirectory().toString());
            studio.gpus().forEach(gpu -> gpu.faults().onEveryPrompt().forgetHistory());
            studio.start();

            // When
            studio.drop("forgotten.json", SmallBrief.json("forgotten", "One", "Two"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            for (String title : List.of("One", "Two")) {
                SceneRecord scene = studio.scene(story, title);
                assertThat(scene.attempts()).isEqualTo(1);
                assertThat(studio.executions(scene))
                        .extracting(Execution::outcome)
                        .containsExactly(Outcome.SUCCESS);
                assertThat(studio.entry(story, title).path("Telemetry").toString())
                        .contains("HISTORY_LOST");
            }
        }
    }
}
