package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.OwnPort;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.Control;
import io.showrunner.story.Control.Action;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No language model is there (L6), then the first one, then only the second, then both (X3). */
class OutageIT {
    private static final Map<String, String> WHOLE_SCENE = Map.of(
            "title", "The Ledger", "summary", "She finds it.", "prompt", "A ledger behind a brick wall, candle light");

    @TempDir
    private Path home;

    @Test
    void briefsWaitOnDiskUntilAModelIsBackAndThePrimaryWritesAgainWhenItIs() throws Exception {
        int primaryPort = OwnPort.find();
        int fallbackPort = OwnPort.find();
        try (TestStudio studio = studio(primaryPort, fallbackPort)) {
            // Given
            studio.start();

            // When
            studio.drop("low.json", SmallBrief.jsonWith("low", "priority", "low"));
            awaitParked(studio, "low");
            studio.drop("unwanted.json", SmallBrief.jsonWith("unwanted", "priority", "low"));
            awaitParked(studio, "unwanted");
            studio.drop("whole.json", SmallBrief.jsonWith("whole", "scenes", List.of(WHOLE_SCENE)));

            // Then scenes that need no model are made meanwhile, and everybody says what is the matter
            assertThat(studio.finishedStory("whole").state()).isEqualTo(StoryState.FINISHED);
            assertDegraded(studio, 2);

            // When
            cancel(studio, "unwanted");
            studio.stop();
            studio.start();
            studio.drop("high.json", SmallBrief.jsonWith("high", "priority", "high"));

            // Then
            awaitParked(studio, "low");
            awaitParked(studio, "high");
            assertDegraded(studio, 2);

            // When
            try (LlmSimulator primary = LlmSimulator.start(options(primaryPort))) {
                Story high = llmStory(studio, "high");
                Story low = llmStory(studio, "low");

                // Then
                assertThat(high.generatedAt()).isBefore(low.generatedAt());
                assertThat(primary.generations()).isPositive();
                assertThat(studio.status("low.json").path("message").isNull()).isTrue();
                assertThat(record(studio, "unwanted").state()).isEqualTo(StoryState.CANCELLED);
                assertThat(metrics(studio)).contains("showrunner_llm_parked_stories 0.0");
            }
            assertThePrimaryWritesAgain(studio, primaryPort, fallbackPort);
        }
    }

    private static void assertThePrimaryWritesAgain(TestStudio studio, int primaryPort, int fallbackPort) {
        try (LlmSimulator fallback = LlmSimulator.start(options(fallbackPort))) {
            studio.drop("second.json", SmallBrief.json("second", "The Wall"));
            assertThat(llmStory(studio, "second").llm().providerUrl())
                    .isEqualTo(fallback.url().toString());
            int byFallback = fallback.generations();

            try (LlmSimulator primary = LlmSimulator.start(options(primaryPort))) {
                studio.drop("third.json", SmallBrief.json("third", "The Hand"));
                Story third = llmStory(studio, "third");

                assertThat(third.llm().providerUrl()).isEqualTo(primary.url().toString());
                assertThat(third.warnings()).isEmpty();
                assertThat(fallback.generations()).isEqualTo(byFallback);
            }
        }
    }

    private TestStudio studio(int primaryPort, int fallbackPort) {
        return new TestStudio(home, 1)
                .with("showrunner.llm.template", "false")
                .with("showrunner.llm.retry-interval", "1s")
                .with("showrunner.llm.providers[0].url", url(primaryPort))
                .with("showrunner.llm.providers[1].url", url(fallbackPort))
                .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL);
    }

    private static void awaitParked(TestStudio studio, String briefId) {
        studio.storyThat(story -> briefId.equals(story.briefId())
                && story.state() == StoryState.ACCEPTED
                && story.message() != null
                && story.message().startsWith("it waits for a language model since "));
        await().atMost(TestStudio.PATIENCE).until(() -> studio.status(briefId + ".json")
                .path("message")
                .asText()
                .matches(".*lm-studio: no list of models.*ollama: no list of models.*"));
    }

    private static void assertDegraded(TestStudio studio, int waiting) throws IOException {
        await().atMost(TestStudio.PATIENCE)
                .until(() -> metrics(studio).contains("showrunner_llm_parked_stories " + waiting + ".0"));
        HttpTalk.Reply ready = new HttpTalk(studio.pipeline().port()).get("/observe/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body()).contains("degraded, stories that wait for a language model: " + waiting);
    }

    private static void cancel(TestStudio studio, String briefId) {
        studio.pipeline()
                .context()
                .createProducerTemplate()
                .sendBody(
                        "direct:change-story",
                        new Control(Action.CANCEL, record(studio, briefId).storyId(), null, null));
    }

    private static Story llmStory(TestStudio studio, String briefId) {
        StoryRecord story = studio.finishedStory(briefId);
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        Story written = studio.pipeline().store().story(story.storyId()).orElseThrow();
        assertThat(written.storySource()).isEqualTo(StorySource.LLM);
        return written;
    }

    private static StoryRecord record(TestStudio studio, String briefId) {
        return studio.storyThat(story -> briefId.equals(story.briefId()));
    }

    private static String metrics(TestStudio studio) {
        return new HttpTalk(studio.pipeline().port()).get("/observe/metrics").body();
    }

    private static LlmOptions options(int port) {
        return LlmOptions.builder(Flavour.LM_STUDIO).port(port).build();
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/v1/chat/completions";
    }
}
