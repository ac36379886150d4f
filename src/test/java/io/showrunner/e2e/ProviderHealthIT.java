package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.simulator.llm.Refusal;
import io.showrunner.story.StoryRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1 to L3 and X3 in the running application: whom a story asks depends on who lists the model. */
class ProviderHealthIT {
    @TempDir
    private Path home;

    @Test
    void aProviderWithoutTheModelIsNotAskedUntilItHasItAgain() throws Exception {
        try (LlmSimulator second = LlmSimulator.start(LlmOptions.defaults());
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.llm().faults().modelList("qwen3-8b", "phi-4");
            studio.with("showrunner.llm.providers[1].url", second.url().toString())
                    .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL)
                    .with("showrunner.llm.standby-warm-up", "1h")
                    .start();
            assertTheSecondIsWarm(studio, second);

            // When
            studio.drop("one.json", SmallBrief.json("one", "The Wall"));
            JsonNode one = story(studio, "one");

            // Then
            assertThat(studio.llm().generations()).isZero();
            assertThat(lists(studio.llm())).isEqualTo(2);
            assertThat(second.generations()).isPositive();
            assertThat(one.path("storySource").asText()).isEqualTo("llm");
            assertThat(one.path("warnings").toString())
                    .contains("LLM_FAILURE: lm-studio", "is not available; the endpoint lists qwen3-8b, phi-4");

            // When the model is there again
            studio.llm().faults().modelList(LlmOptions.MISTRAL);
            studio.drop("two.json", SmallBrief.json("two", "The Hand"));
            studio.drop("three.json", SmallBrief.json("three", "The Lamp"));
            JsonNode two = story(studio, "two");
            JsonNode three = story(studio, "three");

            // Then two good looks were enough, and the other story needed none
            assertThat(lists(studio.llm())).isEqualTo(4);
            assertThat(two.path("warnings")).isEmpty();
            assertThat(three.at("/llm/providerUrl").asText())
                    .isEqualTo(studio.llm().url().toString());
            JsonNode check = TestStudio.json(
                            studio.folder(studio.finishedStory("three")).resolve("artifact-metadata.json"))
                    .path("LLMHealthInfo");
            assertThat(check.path("Status").asText()).isEqualTo("success");
            assertThat(check.path("Models").asInt()).isEqualTo(1);
        }
    }

    private static void assertTheSecondIsWarm(TestStudio studio, LlmSimulator second) {
        HttpTalk http = new HttpTalk(studio.pipeline().port());
        await().atMost(TestStudio.PATIENCE).until(() -> http.get("/observe/metrics")
                .body()
                .contains("showrunner_llm_standby{provider=\"ollama\"} 1.0"));
        assertThat(http.get("/observe/health/ready").body()).contains("ollama as standby: warm");
        assertThat(second.requests()).singleElement().satisfies(request -> assertThat(
                        request.body().path("max_tokens").asInt())
                .isEqualTo(10));
        assertThat(studio.llm().generations()).isZero();
    }

    @Test
    void aProviderThatLoadsItsModelIsWaitedFor() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.llm().faults().modelList(Refusal.LOADING);
            studio.start();

            // When
            studio.drop("one.json", SmallBrief.jsonWithoutTitles("one", 1));
            await().atMost(TestStudio.PATIENCE).until(() -> lists(studio.llm()) >= 3);
            studio.llm().faults().clear();
            JsonNode one = story(studio, "one");

            // Then
            assertThat(one.path("storySource").asText()).isEqualTo("llm");
            assertThat(one.path("warnings")).isEmpty();
            assertThat(studio.llm().generations()).isEqualTo(1);
        }
    }

    private static long lists(LlmSimulator llm) {
        return llm.requests().stream()
                .filter(request -> request.path().equals("/v1/models"))
                .count();
    }

    private static JsonNode story(TestStudio studio, String briefId) {
        StoryRecord story = studio.finishedStory(briefId);
        return TestStudio.json(studio.folder(story).resolve("story.json"));
    }
}
