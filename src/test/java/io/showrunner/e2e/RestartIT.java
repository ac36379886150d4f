package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application or a server goes away in the middle of a story and comes back, or does not. */
class RestartIT {
    private static final double SOME_SECONDS_A_SCENE = 200;

    @TempDir
    private Path home;

    @Test
    void anApplicationThatIsStoppedWhileScenesRunFollowsTheSamePromptsAfterwards() throws Exception {
        try (TestStudio studio = studio(2)) {
            // Given
            studio.drop("restart.json", SmallBrief.json("restart", "One", "Two", "Three"));
            GpuQueue.awaitRunning(studio.gpu(0));
            GpuQueue.awaitRunning(studio.gpu(1));
            StoryRecord story = studio.writtenStory();
            List<String> before = promptIds(studio, story);

            // When
            studio.stop();
            studio.start();
            story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(before).isNotEmpty();
            assertThat(promptIds(studio, story)).hasSize(3).containsAll(before);
            assertThat(scenes(studio, story)).allSatisfy(scene -> {
                assertThat(scene.dispatches()).isEqualTo(1);
                assertThat(studio.executions(scene))
                        .extracting(Execution::outcome)
                        .containsExactly(Outcome.SUCCESS);
            });
        }
    }

    @Test
    void aServerThatIsKilledWhileItRendersAndComesBackGetsTheSceneAgainAtNoCostToTheBudget() throws Exception {
        try (TestStudio studio = studio(1)) {
            // Given
            studio.drop("killed.json", SmallBrief.json("killed", "One"));
            GpuQueue.awaitRunning(studio.gpu(0));

            // When
            studio.gpu(0).kill();
            studio.gpu(0).restart();
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            SceneRecord scene = studio.scene(story, "One");
            assertThat(scene.attempts()).isEqualTo(1);
            assertThat(studio.executions(scene))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.LOST, Outcome.SUCCESS);
        }
    }

    @Test
    void theScenesOfAServerThatStaysAwayAreRenderedByTheOther() throws Exception {
        try (TestStudio studio = studio(2)) {
            // Given
            studio.drop("gone.json", SmallBrief.json("gone", "One", "Two"));
            GpuQueue.awaitRunning(studio.gpu(0));
            GpuQueue.awaitRunning(studio.gpu(1));

            // When
            studio.gpu(1).kill();
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(scenes(studio, story)).allSatisfy(scene -> {
                assertThat(scene.attempts()).isEqualTo(1);
                assertThat(studio.job(scene, scene.dispatches()).instanceId()).isEqualTo("gpu0");
                assertThat(studio.executions(scene))
                        .filteredOn(run -> run.outcome() == Outcome.SUCCESS)
                        .hasSize(1);
            });
        }
    }

    @Test
    void aStoryWhoseLastMarkerWasNeverWrittenIsAssembledByTheNextStart() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start()) {
            // Given
            studio.drop("unmarked.json", SmallBrief.json("unmarked", "One"));
            StoryRecord story = studio.finishedStory();
            Path done = studio.folder(story).resolve("story.done");
            studio.pipeline()
                    .store()
                    .update(story.storyId(), record -> record.to(StoryState.WRITTEN, record.changedAt(), null));
            studio.stop();
            Files.delete(done);

            // When
            studio.start();

            // Then
            await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(done));
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        }
    }

    private TestStudio studio(int gpus) throws Exception {
        TestStudio studio = new TestStudio(home, gpus);
        studio.gpus().forEach(gpu -> gpu.faults().onEveryPrompt().slow(SOME_SECONDS_A_SCENE));
        return studio.start().awaitServers();
    }

    private static List<SceneRecord> scenes(TestStudio studio, StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId());
    }

    private static List<String> promptIds(TestStudio studio, StoryRecord story) {
        return scenes(studio, story).stream()
                .filter(scene -> scene.dispatches() > 0)
                .map(scene -> studio.job(scene, 1).promptId())
                .toList();
    }
}
