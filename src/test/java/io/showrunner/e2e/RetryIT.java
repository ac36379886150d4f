package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Faults;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One story in which every scene fails in its own way, with a retry budget of 1 (Q4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryIT {
    private static final String FILE = "retries.json";

    private TestStudio studio;
    private StoryRecord story;

    @BeforeAll
    void aStoryInWhichScenesFail(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1).with("showrunner.comfyui.instances[0].slots", "4");
        Faults faults = studio.gpu(0).faults();
        faults.onPromptContaining("Node Trouble").times(1).fail("RuntimeError", "shape mismatch");
        faults.onPromptContaining("Memory Trouble").times(1).runOutOfMemory();
        faults.onPromptContaining("Doomed").fail("RuntimeError", "the sampler is broken");
        faults.onRequest("/prompt").containing("Refused").rejectNode("2", "ImageAddNoise", "value_not_in_list");
        studio.start();
        studio.drop(FILE, SmallBrief.json("retries", "Node Trouble", "Memory Trouble", "Doomed", "Refused", "Healthy"));
        story = studio.finishedStory();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @CsvSource({"Node Trouble, NODE_ERROR", "Memory Trouble, OOM"})
    void aSceneThatFailsOnceIsTriedTwiceAndPublished(String title, FailureKind kind) {
        SceneRecord scene = studio.scene(story, title);

        assertThat(scene.state()).isEqualTo(SceneState.PUBLISHED);
        assertThat(scene.attempts()).isEqualTo(2);
        assertThat(studio.executions(scene))
                .extracting(Execution::outcome)
                .containsExactly(Outcome.ERROR, Outcome.SUCCESS);
        JsonNode attempts = studio.entry(story, title).path("AttemptSummaries");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).path("FailureKind").asText()).isEqualTo(kind.name());
        assertThat(attempts.get(1).path("FailureKind").isNull()).isTrue();
        assertThat(attempts.findValuesAsText("PromptId"))
                .containsExactly(
                        studio.job(scene, 1).promptId(), studio.job(scene, 2).promptId())
                .doesNotHaveDuplicates();
    }

    @Test
    void everyAttemptHasAPrefixAndASeedOfItsOwn() {
        SceneRecord scene = studio.scene(story, "Node Trouble");

        assertThat(studio.job(scene, 1).filenamePrefix())
                .isNotEqualTo(studio.job(scene, 2).filenamePrefix());
        assertThat(studio.job(scene, 1).seed())
                .isNotEqualTo(studio.job(scene, 2).seed());
    }

    @Test
    void aSceneThatAlwaysFailsIsGivenUpAfterExactlyTwoExecutions() {
        SceneRecord scene = studio.scene(story, "Doomed");

        assertThat(scene.state()).isEqualTo(SceneState.FAILED);
        assertThat(scene.failureKind()).isEqualTo(FailureKind.NODE_ERROR);
        assertThat(scene.message()).contains("the sampler is broken");
        assertThat(studio.executions(scene))
                .extracting(Execution::outcome)
                .containsExactly(Outcome.ERROR, Outcome.ERROR);
        assertThat(studio.pipeline().store().doneMarker(story.storyId(), scene.sceneId()))
                .doesNotExist();
    }

    @Test
    void aPromptThatTheServerRefusesIsNotPostedAgain() {
        SceneRecord scene = studio.scene(story, "Refused");

        assertThat(scene.state()).isEqualTo(SceneState.FAILED);
        assertThat(scene.failureKind()).isEqualTo(FailureKind.PROMPT_REJECTED);
        assertThat(scene.attempts()).isEqualTo(1);
        assertThat(scene.message()).contains("ImageAddNoise");
        assertThat(studio.executions(scene)).isEmpty();
        assertThat(GpuQueue.posts(studio.gpu(0))).isEqualTo(2 + 2 + 2 + 1 + 1);
    }

    @Test
    void theSiblingsArePublishedAllTheSame() {
        assertThat(List.of("Node Trouble", "Memory Trouble", "Healthy"))
                .allSatisfy(title -> assertThat(studio.pipeline()
                                .store()
                                .doneMarker(
                                        story.storyId(),
                                        studio.scene(story, title).sceneId()))
                        .exists());
        assertThat(studio.executions(studio.scene(story, "Healthy"))).hasSize(1);
    }

    @Test
    void theStoryIsIncompleteAndEveryDocumentNamesWhatIsMissing() throws IOException {
        String doomed = studio.scene(story, "Doomed").sceneId();
        String refused = studio.scene(story, "Refused").sceneId();
        JsonNode done = TestStudio.json(studio.folder(story).resolve("story.done"));

        assertThat(story.state()).isEqualTo(StoryState.INCOMPLETE);
        assertThat(story.message()).contains(doomed, refused);
        assertThat(done.path("state").asText()).isEqualTo("INCOMPLETE");
        assertThat(done.path("scenes").toString()).contains("the sampler is broken");
        assertThat(Files.readString(studio.folder(story).resolve("run-summary.txt")))
                .contains("INCOMPLETE, 3 of 5 scenes published", "the sampler is broken");
        JsonNode status = studio.status(FILE);
        assertThat(status.path("state").asText()).isEqualTo("INCOMPLETE");
        assertThat(status.path("scenes").path("failed").asInt()).isEqualTo(2);
        assertThat(status.path("message").asText()).contains(doomed);
    }

    @Test
    void theTimeOfASceneIsExplainedFromTheBriefToItsEnd() throws IOException {
        // Given
        SceneRecord scene = studio.scene(story, "Node Trouble");

        // When
        JsonNode explained = studio.get("/api/stories/" + story.storyId() + "/timeline");

        // Then
        JsonNode course = StreamSupport.stream(explained.path("scenes").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(scene.sceneId()))
                .findFirst()
                .orElseThrow();
        assertThat(Instant.parse(course.path("from").asText())).isEqualTo(story.acceptedAt());
        Instant to = Instant.parse(course.path("to").asText());
        assertThat(to)
                .as("written down after the change, before the story's")
                .isBetween(scene.changedAt(), story.changedAt());
        assertThat(seconds(course, part -> true)).isCloseTo(seconds(story.acceptedAt(), to), withPercentage(1));
        double executed = studio.executions(scene).stream()
                .mapToDouble(each -> seconds(each.startedAt(), each.endedAt()))
                .sum();
        RenderReport failed = studio.attempt(scene, 1, "render.json", RenderReport.class);
        double untilSeen = seconds(failed.executionEnd(), failed.queueEnd());
        assertThat(seconds(course, part -> part.path("phase").asText().equals("EXECUTING")))
                .isCloseTo(executed + untilSeen, offset(0.5));
        assertThat(course.path("parts").findValuesAsText("phase")).containsOnlyOnce("COPYING");
        assertThat(course.path("parts").findValuesAsText("why"))
                .contains("on gpu0, until it failed: NODE_ERROR", "on gpu0", SmallBrief.FRAMES + " frames");
        assertThat(explained.path("story").path("parts").findValuesAsText("phase"))
                .contains("RENDERING", "ASSEMBLING");
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static double seconds(JsonNode course, Predicate<JsonNode> which) {
        return StreamSupport.stream(course.path("parts").spliterator(), false)
                .filter(which)
                .mapToDouble(part -> part.path("seconds").asDouble())
                .sum();
    }
}
