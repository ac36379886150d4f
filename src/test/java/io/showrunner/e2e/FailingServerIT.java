package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Faults;
import io.showrunner.simulator.comfyui.RequestRule;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that refuses, dies of a scene, or takes a request and never answers: its scenes are published or parked. */
class FailingServerIT {
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(3);
    private static final Duration ALL_READ_DEADLINES = Duration.ofSeconds(15 + 3 + 5);
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final int SCENES = 3;
    private static final int FAILURES_THAT_OPEN_THE_BREAKER = 5;
    private static final int DEATHS_UNTIL_PARKED = 3;

    @TempDir
    private Path home;

    @Test
    void everyOtherPostFailsAndEverySceneIsPublishedByAsFewPostsAsThatTakes() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            for (int i = 1; i <= 2 * SCENES; i++) {
                posts(studio).nth(i).serverError();
            }
            studio.start();

            // When
            studio.drop("flapping.json", SmallBrief.json("flapping", "One", "Two", "Three"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(GpuQueue.posts(studio.gpu(0))).isEqualTo(2 * SCENES);
            assertEverySceneIsPublishedByOneExecution(studio, story);
        }
    }

    @Test
    void aServerThatFailsEveryPostIsLeftAloneUntilOneTrialPostSucceeds() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.fleet.probe-interval", "2s")) {
            // Given
            posts(studio).times(FAILURES_THAT_OPEN_THE_BREAKER).serverError();
            studio.start();

            // When
            studio.drop("failing.json", SmallBrief.json("failing", "One", "Two", "Three"));
            await().atMost(LONG_PATIENCE).until(() -> studio.stories().stream()
                    .anyMatch(story -> story.state().isTerminal()));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(GpuQueue.posts(studio.gpu(0))).isEqualTo(FAILURES_THAT_OPEN_THE_BREAKER + SCENES);
            assertEverySceneIsPublishedByOneExecution(studio, story);
        }
    }

    @Test
    void aSceneThatTakesItsServerDownEachTimeIsParkedAtTheThirdDeathAndAllOthersAreRendered() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.gpu(0).faults().onPromptContaining("Poison").neverFinish();
            studio.start();
            studio.drop("poison.json", SmallBrief.json("poison", "Poison", "Sibling"));
            studio.drop("other.json", SmallBrief.json("other", "Bystander"));

            // When
            for (int death = 1; death <= DEATHS_UNTIL_PARKED; death++) {
                awaitExecutionOfPoison(studio, death);
                studio.gpu(0).kill();
                studio.gpu(0).restart();
            }
            StoryRecord story = studio.finishedStory("poison");
            StoryRecord other = studio.finishedStory("other");

            // Then
            assertThat(story.state()).isEqualTo(StoryState.INCOMPLETE);
            assertThat(other.state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.scene(story, "Sibling").state()).isEqualTo(SceneState.PUBLISHED);
            assertParked(studio, studio.scene(story, "Poison"));
        }
    }

    @Test
    void requestsThatAreNeverAnsweredEndByThemselvesAndTheSceneIsPublished() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            Faults faults = studio.gpu(0).faults();
            posts(studio).times(1).neverReply();
            faults.onRequest("/queue").method("GET").times(1).neverReply();
            faults.onRequest("/history*").method("GET").times(1).neverReply();
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());

            // When
            studio.drop("half-open.json", SmallBrief.json("half-open", "One"));
            await().atMost(LONG_PATIENCE).until(() -> GpuQueue.posts(studio.gpu(0)) == 1);
            boolean isLive = http.get("/observe/health/live").status() == 200;
            long postsUntilThen = GpuQueue.posts(studio.gpu(0));
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(isLive).isTrue();
            assertThat(postsUntilThen)
                    .as("the health is told while the post is not answered")
                    .isEqualTo(1);
            SceneRecord scene = studio.scene(story, "One");
            assertThat(Duration.between(
                            studio.job(scene, 1).preparedAt(),
                            studio.executions(scene).get(0).endedAt()))
                    .isLessThan(ALL_READ_DEADLINES.plus(TOLERANCE));
            assertThat(GpuQueue.posts(studio.gpu(0))).isEqualTo(2);
            assertEverySceneIsPublishedByOneExecution(studio, story);
        }
    }

    private static RequestRule posts(TestStudio studio) {
        return studio.gpu(0).faults().onRequest("/prompt").method("POST");
    }

    private static void assertEverySceneIsPublishedByOneExecution(TestStudio studio, StoryRecord story) {
        assertThat(studio.pipeline().store().sceneRecords(story.storyId())).allSatisfy(scene -> {
            assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
            assertThat(scene.attempts()).isEqualTo(1);
            assertThat(studio.executions(scene)).extracting(Execution::outcome).containsExactly(Outcome.SUCCESS);
        });
    }

    private static void assertParked(TestStudio studio, SceneRecord scene) {
        assertThat(scene.state()).isEqualTo(SceneState.FAILED);
        assertThat(scene.failureKind()).isEqualTo(FailureKind.POISON);
        assertThat(studio.executions(scene))
                .extracting(Execution::outcome)
                .containsExactly(Outcome.LOST, Outcome.LOST, Outcome.LOST);
        Path failure = studio.pipeline()
                .store()
                .sceneFolder(scene.storyId(), scene.sceneId())
                .resolve("failure");
        String promptId = studio.job(scene, scene.dispatches()).promptId();
        assertThat(failure.resolve("reason.txt")).content().contains("POISON", promptId);
        assertThat(failure.resolve("request.json")).content().contains(promptId);
        assertThat(failure.resolve("workflow.json")).content().contains("class_type");
    }

    /** Until the application has seen that the server executes the scene's n-th prompt. */
    private static void awaitExecutionOfPoison(TestStudio studio, int dispatch) {
        StoryRecord story = studio.storyThat(
                written -> "poison".equals(written.briefId()) && written.state() == StoryState.WRITTEN);
        SceneRecord scene = studio.scene(story, "Poison");
        Path start = studio.pipeline()
                .store()
                .attemptFolder(scene.storyId(), scene.sceneId(), dispatch)
                .resolve("start.json");
        await().atMost(TestStudio.PATIENCE).until(() -> Files.exists(start));
    }
}
