package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.simulator.llm.ReceivedRequest;
import io.showrunner.simulator.llm.Streaming;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A story comes in one reply, and its scenes are on their way before that has come to its end. */
class StreamedReplyIT {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedReplyIT.class);
    private static final int SCENES = 6;
    private static final Duration PER_SCENE = Duration.ofSeconds(Long.getLong("showrunner.test.seconds-per-scene", 2));
    private static final Duration FIRST_PROMPT_WITHIN =
            Duration.ofSeconds(Long.getLong("showrunner.test.first-prompt-within", SCENES * PER_SCENE.toSeconds()));
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    private Path home;

    private LlmSimulator llm;
    private TestStudio studio;

    /** @param reply how long one takes */
    private void start(Duration reply) throws Exception {
        llm = LlmSimulator.start(
                LlmOptions.builder(Flavour.LM_STUDIO).latency(reply).build());
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.providers[0].url", llm.url().toString())
                .with("showrunner.llm.max-tokens", "4000")
                .start();
    }

    @AfterEach
    void close() {
        studio.close();
        llm.close();
    }

    @Test
    void theFirstSceneIsRenderedWhileTheOthersAreWritten() throws Exception {
        // Given
        start(PER_SCENE.multipliedBy(SCENES));

        // When
        studio.drop("early.json", SmallBrief.jsonWithoutTitles("early", SCENES));
        StoryRecord finished = studio.finishedStory();

        // Then
        Instant asked = question(1).at();
        assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
        assertThat(llm.generations()).isEqualTo(1);
        assertThat(question(1).body().path("stream").asBoolean()).isTrue();
        Duration untilRendered = Duration.between(asked, firstExecution());
        LOG.info("first prompt seconds={}", untilRendered.toMillis() / 1000.0);
        assertThat(untilRendered).isLessThan(FIRST_PROMPT_WITHIN);
        assertThat(firstExecution()).isBefore(llm.answers().get(0).at());
        JsonNode report = story(finished).path("llm");
        assertThat(report.path("completionTokens").asInt()).isPositive();
        assertThat(report.path("answersMs").asLong())
                .isGreaterThanOrEqualTo(PER_SCENE.multipliedBy(SCENES - 1).toMillis());
        assertThat(studio.gpu(0).executions())
                .extracting(Execution::outcome)
                .hasSize(SCENES)
                .containsOnly(Outcome.SUCCESS);
    }

    @Test
    void whatArrivedBeforeTheModelFailedIsRenderedAndTheRestIsAskedFor() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.streaming(Streaming.ERROR));

        // When
        studio.drop("torn.json", SmallBrief.jsonWithoutTitles("torn", 2));
        StoryRecord finished = studio.finishedStory();

        // Then
        assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
        assertThat(story(finished).path("storySource").asText()).isEqualTo("llm");
        assertThat(story(finished).at("/llm/attempts").asInt()).isBetween(2, 3);
        assertThat(studio.gpu(0).executions()).hasSize(2);
    }

    @Test
    void aModelThatDoesNotStopHasWrittenItsStoryAllTheSame() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.endlessBody());

        // When
        studio.drop("endless.json", SmallBrief.jsonWithoutTitles("endless", 1));
        StoryRecord finished = studio.finishedStory();

        // Then
        assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
        assertThat(story(finished).path("storySource").asText()).isEqualTo("llm");
        assertThat(llm.generations()).isEqualTo(1);
        await().atMost(TestStudio.PATIENCE).until(() -> llm.abandoned() == 1);
    }

    @Test
    void aConnectionThatBreaksIsOneFailure() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.dropHalfway());

        // When
        studio.drop("broken.json", SmallBrief.jsonWithoutTitles("broken", 1));
        StoryRecord finished = studio.finishedStory();

        // Then
        assertThat(story(finished).path("warnings")).isEmpty();
        assertThat(llm.generations()).isEqualTo(2);
    }

    @Test
    void aStoryThatIsCancelledHasNothingMoreWritten() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.hangHalfway());
        studio.drop("unwanted.json", SmallBrief.jsonWithoutTitles("unwanted", SCENES));
        StoryRecord story = studio.storyThat(now -> now.state() == StoryState.WRITING);

        // When
        studio.pipeline()
                .context()
                .createProducerTemplate()
                .sendBody("direct:change-story", new Control(Action.CANCEL, story.storyId(), null, null));

        // Then
        await().atMost(TestStudio.PATIENCE).until(() -> llm.abandoned() == 1);
        assertThat(studio.storyThat(now -> now.state().isTerminal()).state())
                .isIn(StoryState.CANCELLED, StoryState.INCOMPLETE);
    }

    @Test
    void aStopInTheMiddleOfAReplyEndsItAndTheNextStartAsksForTheRest() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.hangHalfway());
        studio.drop("stopped.json", SmallBrief.jsonWithoutTitles("stopped", SCENES));
        studio.storyThat(story -> story.state() == StoryState.WRITING);

        // When
        CompletableFuture<Void> stop = CompletableFuture.runAsync(studio::stop);
        await().atMost(CLOSED_WITHIN).until(() -> llm.abandoned() == 1);
        stop.join();
        studio.start();
        StoryRecord finished = studio.finishedStory();

        // Then
        assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
        assertThat(story(finished).path("storySource").asText()).isEqualTo("llm");
        assertThat(llm.generations()).isBetween(2, SCENES);
        assertThat(studio.gpu(0).executions()).hasSize(SCENES);
    }

    @Test
    void aSwapInTheMiddleOfAReplyEndsItAndTheNewRouteAsksForTheRest() throws Exception {
        // Given
        start(SHORT);
        llm.faults().next(Fault.hangHalfway());
        try (RouteDesk desk = new RouteDesk(studio)) {
            studio.drop("swapped.json", SmallBrief.jsonWithoutTitles("swapped", SCENES));
            studio.storyThat(story -> story.state() == StoryState.WRITING);

            // When
            desk.replace("ask-provider", "expression: \"{{showrunner.llm.max-concurrent}}\"", "expression: \"1\"");
            StoryRecord finished = studio.finishedStory();

            // Then
            assertThat(finished.state()).isEqualTo(StoryState.FINISHED);
            assertThat(story(finished).path("storySource").asText()).isEqualTo("llm");
            assertThat(llm.abandoned()).isEqualTo(1);
            assertThat(studio.gpu(0).executions()).hasSize(SCENES);
        }
    }

    private ReceivedRequest question(int number) {
        return llm.requests().stream()
                .filter(request -> request.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private Instant firstExecution() {
        return studio.gpu(0).executions().stream()
                .map(Execution::startedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private JsonNode story(StoryRecord story) {
        return Json.read(studio.folder(story).resolve("story.json"), JsonNode.class);
    }
}
