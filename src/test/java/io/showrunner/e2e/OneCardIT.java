package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.SimulatedCard;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Gpu;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model of 14 GB and diffusion models of 12 GB on one card of 24 GB. */
class OneCardIT {
    private static final int CARD_MB = 24_000;
    private static final int LLM_MB = 14_000;
    private static final int CHECKPOINT_MB = 6_000;

    @TempDir
    private Path home;

    private final SimulatedCard card = new SimulatedCard(CARD_MB);
    private LlmSimulator llm;

    @AfterEach
    void stop() {
        llm.close();
    }

    @Test
    void storiesAreWrittenInOneTurnAndRenderedInTheNextAlsoAfterARestartAndNobodyRunsOutOfMemory() throws Exception {
        try (TestStudio studio = studio()) {
            // Given
            llm.faults().holdUntil(() -> false);
            studio.start();
            drop(studio, "first");
            await().atMost(TestStudio.PATIENCE).until(() -> card.heldBy("OLLAMA") > 0);

            // When
            studio.stop();
            drop(studio, "second");
            drop(studio, "third");
            studio.start();
            await().atMost(TestStudio.PATIENCE).until(() -> studio.stories().size() == 3);
            llm.faults().clear();
            List<StoryRecord> stories = List.of(
                    studio.finishedStory("first"), studio.finishedStory("second"), studio.finishedStory("third"));

            // Then
            assertThat(stories).allSatisfy(story -> assertWrittenAndRenderedOnce(studio, story));
            assertThat(card.refusals()).isEmpty();
            assertThat(switches(studio)).as("written, then rendered").isEqualTo(1);
            assertThat(card(studio)).isEqualTo("diffusion");

            // When
            drop(studio, "fourth");
            StoryRecord fourth = studio.finishedStory("fourth");

            // Then
            assertWrittenAndRenderedOnce(studio, fourth);
            assertThat(card.refusals()).isEmpty();
            assertThat(switches(studio)).isEqualTo(3);
        }
    }

    @Test
    void aModelThatIsNotThereLeavesTheCardToComfyUi() throws Exception {
        try (TestStudio studio = studio().with("showrunner.llm.providers[0].url", TestStudio.NOBODY_LISTENS)
                .with("showrunner.llm.skip-health-check", "true")
                .start()) {
            studio.drop("away.json", SmallBrief.json("away", "The Ledger"));

            StoryRecord story = studio.finishedStory("away");

            assertThat(studio.pipeline().store().story(story.storyId()).orElseThrow())
                    .returns(StorySource.TEMPLATE, Story::storySource)
                    .satisfies(written -> assertThat(written.llm().attempts())
                            .as("only the provider with a card of its own was asked")
                            .isEqualTo(2));
            assertThat(card(studio)).isEqualTo("diffusion");
            assertThat(switches(studio)).isZero();
        }
    }

    private TestStudio studio() {
        llm = LlmSimulator.start(LlmOptions.builder(Flavour.OLLAMA)
                .latency(Duration.ofMillis(500))
                .card(card, LLM_MB)
                .build());
        Map<String, Integer> models =
                Map.of("v1-5-pruned-emaonly-fp16.safetensors", CHECKPOINT_MB, "svd_xt.safetensors", CHECKPOINT_MB);
        return new TestStudio(home, 0)
                .withGpu(ComfyUiOptions.builder()
                        .gpu(new Gpu("Simulated RTX 3090", CARD_MB, 0, models, 100, 1))
                        .card(card))
                .with("showrunner.llm.providers[0].url", llm.url().toString())
                .with("showrunner.llm.providers[0].model", "mistral")
                .with("showrunner.llm.providers[0].shares-card-with", "gpu0");
    }

    private static void drop(TestStudio studio, String briefId) {
        studio.drop(briefId + ".json", SmallBrief.jsonWith(briefId, "workflow", "txt2img-svd"));
    }

    private static void assertWrittenAndRenderedOnce(TestStudio studio, StoryRecord record) {
        assertThat(record.state()).isEqualTo(StoryState.FINISHED);
        assertThat(studio.pipeline().store().story(record.storyId()).orElseThrow())
                .returns(StorySource.LLM, Story::storySource)
                .returns(List.of(), Story::warnings);
        SceneRecord scene = studio.scene(record, "The Ledger");
        assertThat(scene).returns(SceneState.PUBLISHED, SceneRecord::state).returns(1, SceneRecord::attempts);
        assertThat(studio.executions(scene)).extracting(Execution::outcome).containsExactly(Outcome.SUCCESS);
        assertThat(studio.entry(record, "The Ledger").toString()).doesNotContain("CARD_");
    }

    private static String card(TestStudio studio) throws IOException {
        return studio.get("/api/fleet/gpu0").path("card").asText();
    }

    private static int switches(TestStudio studio) throws IOException {
        String name = "showrunner_card_switches_total{instance=\"gpu0\"} ";
        return new HttpTalk(studio.pipeline().port())
                .get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
