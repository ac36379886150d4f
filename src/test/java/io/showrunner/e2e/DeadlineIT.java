package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Faults;
import io.showrunner.simulator.comfyui.SeenRequest;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenes that never end, and the knobs that end them. */
@Tag("measured")
class DeadlineIT {
    private static final Duration TOLERANCE = Duration.ofMillis(1500);

    @TempDir
    private Path home;

    @Test
    void q1AnExecutionEndsAtItsMaximumWaitAndIsTriedAgain() throws Exception {
        Duration maxWait = Duration.ofSeconds(3);
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.scene.max-wait", "3s")) {
            // Given
            Faults faults = studio.gpu(0).faults();
            faults.onPromptContaining("Endless").neverFinish();
            faults.onPromptContaining("Stuck Once").times(1).neverFinish();
            studio.start();

            // When: the second scene waits on the server behind the first one, which is no part of its time
            studio.drop("deadline.json", SmallBrief.json("deadline", "Endless", "Stuck Once"));
            StoryRecord story = studio.finishedStory();

            // Then
            SceneRecord endless = studio.scene(story, "Endless");
            SceneRecord once = studio.scene(story, "Stuck Once");
            assertThat(studio.executions(endless))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.INTERRUPTED, Outcome.INTERRUPTED);
            assertThat(studio.executions(once))
                    .extracting(Execution::outcome)
                    .containsExactly(Outcome.INTERRUPTED, Outcome.SUCCESS);
            assertThat(studio.gpu(0).executions())
                    .filteredOn(run -> run.outcome() == Outcome.INTERRUPTED)
                    .extracting(run -> Duration.between(run.startedAt(), run.endedAt()))
                    .allSatisfy(time -> assertThat(time).isBetween(maxWait, maxWait.plus(TOLERANCE)));
            assertThat(endless.state()).isEqualTo(SceneState.FAILED);
            assertThat(endless.failureKind()).isEqualTo(FailureKind.MAX_WAIT);
            assertThat(once.state()).isEqualTo(SceneState.PUBLISHED);
            assertExit(studio, story, "Endless", "maxWait");
        }
    }

    @Test
    void q2TheHistoryIsAskedForExactlyAsOftenAsAllowed() throws Exception {
        try (TestStudio studio = endlessOnASilentSocket("3")) {
            StoryRecord story = studio.finishedStory();

            SceneRecord scene = studio.scene(story, "Endless");
            assertThat(historyRequests(studio, scene)).hasSize(3);
            assertThat(scene.failureKind()).isEqualTo(FailureKind.ATTEMPT_LIMIT);
            assertThat(studio.executions(scene)).extracting(Execution::outcome).containsExactly(Outcome.INTERRUPTED);
            assertExit(studio, story, "Endless", "attemptLimit");
        }
    }

    @Test
    void q3TheHistoryIsAskedForAtThePollInterval() throws Exception {
        try (TestStudio studio = endlessOnASilentSocket("6")) {
            StoryRecord story = studio.finishedStory();

            List<Instant> asked = historyRequests(studio, studio.scene(story, "Endless")).stream()
                    .map(SeenRequest::at)
                    .toList();
            List<Duration> gaps = IntStream.range(1, asked.size())
                    .mapToObj(i -> Duration.between(asked.get(i - 1), asked.get(i)))
                    .sorted()
                    .toList();
            assertThat(gaps).hasSize(5);
            assertThat(gaps.get(2)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        }
    }

    @Test
    void q5FramesThatNeverComeAreWaitedForAsLongAsSetAndLateOnesAreTaken() throws Exception {
        Duration timeout = Duration.ofSeconds(2);
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.scene.post-execution-timeout", "2s")
                .with("showrunner.scene.retry-budget", "0")) {
            // Given
            Faults faults = studio.gpu(0).faults();
            faults.onPromptContaining("One Missing").missingFiles(1);
            faults.onPromptContaining("All Missing").missingFiles(SmallBrief.FRAMES);
            faults.onPromptContaining("Straggler").lateFile(Duration.ofMillis(700));
            studio.start();

            // When
            studio.drop("missing.json", SmallBrief.json("missing", "One Missing", "All Missing"));
            StoryRecord missing = studio.finishedStory("missing");
            studio.drop("late.json", SmallBrief.json("late", "Straggler"));
            StoryRecord late = studio.finishedStory("late");

            // Then
            SceneRecord one = studio.scene(missing, "One Missing");
            SceneRecord all = studio.scene(missing, "All Missing");
            assertThat(one.failureKind()).isEqualTo(FailureKind.BELOW_FLOOR);
            assertThat(all.failureKind()).isEqualTo(FailureKind.NO_FRAMES);
            assertThat(List.of(one, all)).allSatisfy(scene -> assertThat(waitedForFrames(studio, scene))
                    .isBetween(timeout, timeout.plus(TOLERANCE)));
            assertExit(studio, missing, "One Missing", "postExecution");
            SceneRecord straggler = studio.scene(late, "Straggler");
            assertThat(straggler.state()).isEqualTo(SceneState.PUBLISHED);
            assertThat(waitedForFrames(studio, straggler)).isLessThan(timeout);
        }
    }

    private TestStudio endlessOnASilentSocket(String historyRequests) throws Exception {
        TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.scene.history-max-attempts", historyRequests)
                .with("showrunner.scene.retry-budget", "0");
        studio.gpu(0).faults().websocketsSilent(true);
        studio.gpu(0).faults().onEveryPrompt().neverFinish();
        studio.start();
        studio.drop("endless.json", SmallBrief.json("endless", "Endless"));
        return studio;
    }

    private static List<SeenRequest> historyRequests(TestStudio studio, SceneRecord scene) {
        String path = "/history/" + studio.job(scene, 1).promptId();
        return studio.gpu(0).requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private static Duration waitedForFrames(TestStudio studio, SceneRecord scene) {
        RenderReport rendered = studio.attempt(scene, 1, "render.json", RenderReport.class);
        CollectReport collected = studio.attempt(scene, 1, "collect.json", CollectReport.class);
        return Duration.between(rendered.queueEnd(), collected.completedAt());
    }

    private static void assertExit(TestStudio studio, StoryRecord story, String title, String reason) {
        JsonNode telemetry = studio.entry(story, title).path("Telemetry");
        assertThat(telemetry.path("HistoryExitReason").asText()).isEqualTo(reason);
    }
}
