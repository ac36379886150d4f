package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that answers every post with 500 is left alone, tried again by one prompt, and goes on when that succeeds. */
class BreakerIT {
    private static final int FAILURES = 3;

    @TempDir
    private Path home;

    @Test
    void theBreakerOpensIsTriedOpensAgainAndClosesAndNoSceneIsFailedForIt() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.comfyui.instances[0].slots", "1")
                .with("showrunner.fleet.breaker-failures", Integer.toString(FAILURES))
                .with("showrunner.fleet.breaker-wait", "2s")
                .start()) {
            // Given
            studio.gpu(0)
                    .faults()
                    .onRequest("/prompt")
                    .method("POST")
                    .times(FAILURES + 1)
                    .serverError();

            // When
            studio.drop("flapping.json", SmallBrief.json("flapping", "One", "Two", "Three"));

            // Then
            StoryRecord story = studio.finishedStory();
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(posts(studio)).isEqualTo(FAILURES + 1 + 3);
            assertThat(studio.pipeline().store().sceneRecords(story.storyId())).allSatisfy(scene -> {
                assertThat(scene)
                        .returns(SceneState.PUBLISHED, SceneRecord::state)
                        .returns(1, SceneRecord::attempts);
                assertThat(studio.executions(scene))
                        .extracting(Execution::outcome)
                        .containsExactly(Outcome.SUCCESS);
            });
            JsonNode breaker = studio.get("/api/fleet/gpu0").path("breaker");
            assertThat(breaker.path("state").asText()).isEqualTo("CLOSED");
            assertThat(breaker.path("opened").asInt()).isEqualTo(2);
            assertThat(new HttpTalk(studio.pipeline().port())
                            .get("/observe/metrics")
                            .body())
                    .contains("showrunner_breaker_opened_total{instance=\"gpu0\"} 2.0")
                    .containsPattern("resilience4j_circuitbreaker_state\\{.*name=\"gpu0\".*state=\"closed\".*} 1.0");
        }
    }

    @Test
    void aPersonClosesTheBreakerOfAServerThatIsMended() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.fleet.breaker-failures", Integer.toString(FAILURES))
                .with("showrunner.fleet.breaker-wait", "1h")
                .start()) {
            // Given
            studio.gpu(0)
                    .faults()
                    .onRequest("/prompt")
                    .method("POST")
                    .times(FAILURES)
                    .serverError();
            studio.drop("mended.json", SmallBrief.json("mended", "One"));
            await().atMost(TestStudio.PATIENCE)
                    .until(
                            () -> studio.get("/api/fleet/gpu0"),
                            gpu -> gpu.path("state").asText().equals("DOWN")
                                    && gpu.at("/breaker/state").asText().equals("OPEN"));

            // When
            new HttpTalk(studio.pipeline().port()).send("POST", "/api/fleet/gpu0/reset-breaker", new byte[0]);

            // Then
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        }
    }

    private static long posts(TestStudio studio) {
        return GpuQueue.posts(studio.gpu(0));
    }
}
