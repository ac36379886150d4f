package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slow language model is asked for an outline and then for each of four scenes; none of them waits for the others. */
class ScenesBeforeTheStoryIT {
    private static final String[] TITLES = {"The Wall", "The Hand", "The Ledger", "The Door"};
    private static final int REQUESTS = 1 + TITLES.length;
    private static final Duration A_REPLY = Duration.ofMillis(600);

    @TempDir
    private Path home;

    private LlmSimulator llm;
    private TestStudio studio;

    @BeforeEach
    void start() throws Exception {
        llm = LlmSimulator.start(
                LlmOptions.builder(Flavour.LM_STUDIO).latency(A_REPLY).build());
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.providers[0].url", llm.url().toString())
                .start();
    }

    @AfterEach
    void close() {
        studio.close();
        llm.close();
    }

    @Test
    void theFirstSceneIsRenderedWhileTheOthersAreWrittenAlsoAcrossARestart() throws Exception {
        // Given
        int outlineAndFirstScene = 2;
        AtomicBoolean isStopped = new AtomicBoolean();
        llm.faults().holdUntil(() -> llm.generations() <= outlineAndFirstScene || isStopped.get());
        studio.drop("early.json", SmallBrief.json("early", TITLES));

        // When
        studio.storyThat(now -> now.state() == StoryState.WRITING);
        await().atMost(TestStudio.PATIENCE)
                .until(() -> studio.status("early.json").at("/scenes/written").asInt() > 0);
        await().atMost(TestStudio.PATIENCE).until(() -> GpuQueue.posts(studio.gpu(0)) > 0);
        studio.stop();
        int askedBefore = llm.generations();
        isStopped.set(true);
        studio.start();
        StoryRecord finished = studio.finishedStory();

        // Then
        assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
        assertThat(askedBefore)
                .as("asked for before the first prompt and the stop")
                .isLessThan(REQUESTS);
        assertThat(llm.generations()).as("one reply was lost at most").isBetween(REQUESTS, REQUESTS + 1);
        assertThat(firstExecution()).isBefore(lastQuestion().minus(A_REPLY));
        assertThat(scenes(finished)).hasSize(TITLES.length).allSatisfy(scene -> assertThat(studio.executions(scene))
                .extracting(Execution::outcome)
                .containsExactly(Outcome.SUCCESS));
    }

    @Test
    void whatIsRenderedStaysWhenNobodyWritesTheRestAndARetryHasOnlyThatWritten() throws Exception {
        // Given
        int outlineAndTwoScenes = 3;
        llm.faults().on(outlineAndTwoScenes + 1, Fault.modelCrash()).on(outlineAndTwoScenes + 2, Fault.modelCrash());

        // When
        studio.drop("half.json", SmallBrief.json("half", TITLES));
        StoryRecord story = studio.finishedStory();

        // Then
        assertThat(story.state()).isEqualTo(StoryState.INCOMPLETE);
        assertThat(story.message()).contains("scene-003: nobody wrote its words", "scene-004");
        assertThat(scenes(story))
                .extracting(SceneRecord::state)
                .containsExactly(SceneState.PUBLISHED, SceneState.PUBLISHED, SceneState.FAILED, SceneState.FAILED);
        assertThat(scenes(story).get(2).failureKind()).isEqualTo(FailureKind.NOT_WRITTEN);
        assertThat(studio.status("half.json").at("/scenes/written").asInt()).isEqualTo(2);
        assertThat(studio.entry(story, "The Hand").path("FrameCount").asInt()).isEqualTo(SmallBrief.FRAMES);
        assertThat(Files.readString(studio.folder(story).resolve("run-summary.txt")))
                .contains("written by " + LlmOptions.MISTRAL)
                .containsIgnoringWhitespaces(
                        "scene-003, scene-004 not written", "retry " + story.storyId() + "/scene-003");

        // When
        int asked = llm.generations();
        studio.pipeline()
                .context()
                .createProducerTemplate()
                .sendBody("direct:change-story", new Control(Action.RETRY, story.storyId(), null, null));
        StoryRecord whole = studio.storyThat(now -> now.state() == StoryState.FINISHED);

        // Then
        assertThat(llm.generations() - asked).isEqualTo(2);
        assertThat(scenes(whole)).allSatisfy(scene -> assertThat(studio.executions(scene))
                .extracting(Execution::outcome)
                .containsExactly(Outcome.SUCCESS));
    }

    private List<SceneRecord> scenes(StoryRecord story) {
        return studio.pipeline().store().sceneRecords(story.storyId());
    }

    private Instant firstExecution() {
        return studio.gpu(0).executions().stream()
                .map(Execution::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private Instant lastQuestion() {
        return llm.requests().stream()
                .filter(request -> request.number() > 0)
                .map(ReceivedRequest::at)
                .max(Instant::compareTo)
                .orElseThrow();
    }
}
