package io.showrunner.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.chaos.Finding;
import io.showrunner.chaos.FrameWatch;
import io.showrunner.chaos.Invariants;
import io.showrunner.chaos.ProcessStudio;
import io.showrunner.chaos.Run;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ComfyUI server dies as by SIGKILL while it renders: its queue, its history and half a picture are what it leaves. */
class ServerDeathIT {
    private static final double A_FEW_SECONDS_A_SCENE = 10;

    @TempDir
    Path folder;

    private ProcessStudio studio;

    @BeforeEach
    void open() throws Exception {
        studio = Studios.of(folder, 1, A_FEW_SECONDS_A_SCENE);
        studio.application().start();
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void whatItHeldIsRenderedOnceMoreWhenItIsBackAndCostsNoAttempt() throws Exception {
        // Given
        studio.drop("server-death", 2);
        awaitRun();

        // When
        studio.gpu(0).kill();
        studio.gpu(0).start();
        StoryRecord story = studio.awaitOver("server-death", Studios.PATIENCE);

        // Then
        assertFinishedAtTheFirstAttempt(story);
        assertThat(studio.executions().runs())
                .extracting(Run::outcome)
                .containsExactlyInAnyOrder(Outcome.LOST, Outcome.SUCCESS, Outcome.SUCCESS);
    }

    @Test
    void whenBothDieTogetherEveryStorySurvives() throws Exception {
        // Given
        studio.drop("both-die", 2);
        awaitRun();

        // When
        studio.gpu(0).kill();
        studio.application().kill();
        studio.application().start();
        studio.gpu(0).start();
        StoryRecord story = studio.awaitOver("both-die", Studios.PATIENCE);

        // Then
        assertFinishedAtTheFirstAttempt(story);
    }

    private void awaitRun() {
        await().atMost(Studios.PATIENCE)
                .until(() -> studio.executions().runs().stream().anyMatch(run -> run.endedAt() == null));
    }

    private void assertFinishedAtTheFirstAttempt(StoryRecord story) {
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.store().sceneRecords(story.storyId()))
                .extracting(SceneRecord::attempts)
                .containsOnly(1);
        assertThat(new Invariants(studio, new FrameWatch(studio.store())).findings())
                .allMatch(Finding::holds);
    }
}
