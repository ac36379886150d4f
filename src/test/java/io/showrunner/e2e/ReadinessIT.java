package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What orchestrators see: 200 while scenes can be finished, degraded with the reason, 503 when no server can. */
class ReadinessIT {
    private static final double SOME_SECONDS_A_SCENE = 100;

    @TempDir
    private Path home;

    @Test
    void aSilentWebsocketDegradesAndOnlyServersThatAreGoneMakeItUnready() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.fleet.probe-interval", "2s")) {
            // Given
            ComfyUiSimulator gpu = studio.gpu(0);
            gpu.faults().onEveryPrompt().slow(SOME_SECONDS_A_SCENE);
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            awaitReady(http, 200, "ok: gpu0 UP, last round trip");
            assertReport(http, 200, "HEALTHY", "ok");
            studio.drop("deaf.json", SmallBrief.json("deaf", "One", "Two", "Three"));
            GpuQueue.awaitRunning(gpu);

            // When
            gpu.faults().websocketsSilent(true);

            // Then
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
                HttpTalk.Reply reply = http.get("/observe/health/ready");
                assertThat(message(reply)).startsWith("degraded: gpu0, its websocket has not told what happens there");
                assertThat(reply.status()).isEqualTo(200);
            });
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);

            // When
            gpu.kill();

            // Then
            awaitReady(http, 503, "failed: no ComfyUI server can finish a scene; gpu0 DOWN");
            assertThat(http.get("/observe/health").status()).isEqualTo(503);
            assertThat(http.get("/observe/health/live").status()).isEqualTo(200);
            assertReport(http, 503, "UNHEALTHY", "failed");

            // When
            gpu.faults().clear();
            gpu.restart();

            // Then
            awaitReady(http, 200, "ok: gpu0 UP");
        }
    }

    @Test
    void threadsThatWaitForEachOtherAskForARestartAndNothingElseDoes() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start();
                DeadlockedThreads threads = new DeadlockedThreads()) {
            // Given
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            assertThat(http.get("/observe/health/live").status()).isEqualTo(200);

            // When
            threads.start();

            // Then
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
                HttpTalk.Reply reply = http.get("/observe/health/live");
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.body()).contains("2 threads wait for each other; only a restart helps");
            });
            awaitReady(http, 200, "ok: gpu0 UP");

            // When
            threads.part();

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> http.get("/observe/health/live").status() == 200);
        }
    }

    private static void awaitReady(HttpTalk http, int status, String words) {
        await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
            HttpTalk.Reply reply = http.get("/observe/health/ready");
            assertThat(message(reply)).startsWith(words);
            assertThat(reply.status()).isEqualTo(status);
        });
    }

    private static void assertReport(HttpTalk http, int status, String verdict, String servers) {
        await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
            HttpTalk.Reply reply = http.get("/api/health");
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.json().path("overall").asText()).isEqualTo(verdict);
            assertThat(reply.json().at("/comfyui/status").asText()).isEqualTo(servers);
        });
    }

    private static String message(HttpTalk.Reply reply) {
        for (JsonNode check : reply.json().path("checks")) {
            if (check.path("name").asText().equals("comfyui")) {
                return check.path("message").asText();
            }
        }
        throw new AssertionError("nothing about servers in " + reply.body());
    }
}
