package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Execution.Outcome;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers come and go while stories are rendered: no restart, nothing in flight is lost. */
class FleetControlIT {
    @TempDir
    private Path home;

    @Test
    void aServerAddedWhileAStoryRunsRendersScenesIsDrainedAndRemovedAndStaysAwayAfterARestart() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1);
                ComfyUiSimulator extra = ComfyUiSimulator.start(ComfyUiOptions.builder()
                        .pace(Pace.watchable().scaled(0.1))
                        .build())) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            extra.faults().onEveryPrompt().holdUntil(released::get);
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            studio.drop("long.json", SmallBrief.json("long", titles(6)));
            GpuQueue.awaitRunning(studio.gpu(0));

            // When
            HttpTalk.Reply added = add(http, "extra", extra.url().toString());

            // Then
            assertThat(added.status()).as(added.body()).isEqualTo(201);
            assertThat(added.header("Location")).isEqualTo("/api/fleet/extra");
            GpuQueue.awaitRunning(extra);
            assertThat(instance(studio, "extra").path("source").asText()).startsWith("added at run time");
            assertThat(add(http, "extra", "http://127.0.0.1:9").status()).isEqualTo(409);

            // When
            HttpTalk.Reply tooEarly = http.send("DELETE", "/api/fleet/extra", new byte[0]);
            post(http, "/api/fleet/extra/drain");
            HttpTalk.Reply busy = http.send("DELETE", "/api/fleet/extra", new byte[0]);

            // Then
            assertThat(tooEarly.status()).isEqualTo(409);
            assertThat(tooEarly.body()).contains("drain it first");
            assertThat(busy.status()).as(busy.body()).isEqualTo(409);
            assertThat(instance(studio, "extra").path("state").asText()).isEqualTo("DRAINING");

            // When
            released.set(true);

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() ->
                            http.send("DELETE", "/api/fleet/extra", new byte[0]).status() == 204);
            assertThat(studio.pipeline().context().getRoutes())
                    .extracting(Route::getRouteId)
                    .noneMatch(id -> id.endsWith("-extra"));
            StoryRecord story = studio.finishedStory();
            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertThat(Stream.concat(studio.gpu(0).executions().stream(), extra.executions().stream()))
                    .hasSize(6)
                    .extracting(Execution::outcome)
                    .containsOnly(Outcome.SUCCESS);
            assertThat(extra.executions()).isNotEmpty();

            // When
            studio.stop();
            studio.start();

            // Then
            assertThat(studio.get("/api/fleet").path("instances")).hasSize(1);
        }
    }

    @Test
    void anAddedServerAMarkToDrainAndARemovedOneOutliveARestart() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2);
                ComfyUiSimulator extra = ComfyUiSimulator.start(ComfyUiOptions.builder()
                        .pace(Pace.watchable().scaled(0.1))
                        .build())) {
            // Given
            studio.start();
            HttpTalk before = new HttpTalk(studio.pipeline().port());
            assertThat(add(before, "extra", extra.url().toString()).status()).isEqualTo(201);
            post(before, "/api/fleet/gpu0/drain");
            post(before, "/api/fleet/gpu1/drain");
            assertThat(before.send("DELETE", "/api/fleet/gpu1", new byte[0]).status())
                    .isEqualTo(204);

            // When
            studio.stop();
            studio.start();

            // Then
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> instance(studio, "extra")
                                    .path("state")
                                    .asText()
                                    .equals("UP")
                            && instance(studio, "gpu0").path("state").asText().equals("DRAINING"));
            assertThat(studio.get("/api/fleet")
                            .path("removed")
                            .path(0)
                            .path("id")
                            .asText())
                    .isEqualTo("gpu1");
            studio.drop("one.json", SmallBrief.json("one", "One"));
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
            assertThat(extra.executions()).hasSize(1);

            // When
            HttpTalk.Reply resumed = post(http, "/api/fleet/gpu0/resume");

            // Then
            assertThat(resumed.status()).isEqualTo(200);
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> instance(studio, "gpu0").path("state").asText().equals("UP"));
            assertThat(post(http, "/api/fleet/gpu0/probe")
                            .json()
                            .path("lastAnswer")
                            .asText())
                    .isNotEmpty();
            assertThat(post(http, "/api/fleet/gpu0/free").status()).isEqualTo(200);
            assertThat(studio.gpu(0).requests())
                    .anyMatch(request -> request.path().endsWith("/free"));
            assertThat(post(http, "/api/fleet/nobody/drain").status()).isEqualTo(404);
            assertThat(add(http, "Bad Id", "ftp://user@host").json().path("problems"))
                    .hasSize(2);
        }
    }

    @Test
    void withEveryServerDeadScenesWaitOneAlertIsRaisedAndTheyGoOnWhenOneIsBack() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2).with("showrunner.fleet.probe-interval", "1s")) {
            // Given
            AtomicBoolean released = studio.holdPrompts();
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            studio.drop("waits.json", SmallBrief.json("waits", "One", "Two", "Three"));
            GpuQueue.awaitRunning(studio.gpu(0));

            // When
            studio.gpus().forEach(ComfyUiSimulator::kill);
            released.set(true);

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.get("/api/fleet").path("alert").isObject());
            assertThat(studio.get("/api/fleet").path("alert").path("severity").asText())
                    .isEqualTo("critical");
            assertThat(http.get("/observe/metrics").body()).contains("showrunner_comfyui_unavailable 1.0");

            // When
            studio.gpu(1).restart();

            // Then
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.get("/api/fleet").path("alert").isNull());
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
            assertThat(http.get("/observe/metrics").body()).contains("showrunner_comfyui_unavailable 0.0");
        }
    }

    private static String[] titles(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "Scene " + i).toArray(String[]::new);
    }

    private static JsonNode instance(TestStudio studio, String id) throws IOException {
        return studio.get("/api/fleet/" + id);
    }

    private static HttpTalk.Reply add(HttpTalk http, String id, String url) {
        String body = "{\"id\": \"" + id + "\", \"url\": \"" + url + "\"}";
        return http.send("POST", "/api/fleet", body.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
    }

    private static HttpTalk.Reply post(HttpTalk http, String path) {
        return http.send("POST", path, new byte[0]);
    }
}
