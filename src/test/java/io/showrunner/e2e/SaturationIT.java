package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose queues somebody else fills (S0, S1, H2, C6). */
class SaturationIT {
    private static final int FOREIGN = 8;
    private static final int SIXTY_PER_CENT_OF_FIVE = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path home;

    @Test
    void aFullServerIsLeftAloneOthersGoOnAndItComesBackAtSixtyPerCent() throws Exception {
        try (TestStudio studio = new TestStudio(home, 2)) {
            // Given
            ComfyUiSimulator full = studio.gpu(0);
            full.faults().onPromptContaining("foreign").neverFinish();
            studio.start();
            await().atMost(TestStudio.PATIENCE).until(() -> metric(studio, "showrunner_scenes_per_hour") == 0);
            full.enqueueForeignPrompts(FOREIGN);
            awaitSaturated(studio, 1);

            // When
            studio.drop("elsewhere.json", SmallBrief.json("elsewhere", "One", "Two", "Three"));
            StoryRecord elsewhere = studio.finishedStory("elsewhere");

            // Then
            assertThat(elsewhere.state()).isEqualTo(StoryState.FINISHED);
            assertThat(GpuQueue.posts(full)).isZero();
            assertThat(studio.gpu(1).executions()).hasSize(3);

            // When
            deletePending(full, FOREIGN - SIXTY_PER_CENT_OF_FIVE - 1);
            await().during(Duration.ofSeconds(1)).atMost(TestStudio.PATIENCE).until(() -> saturated(studio) == 1);
            deletePending(full, 1);
            awaitSaturated(studio, 0);
            endForeign(full);
            studio.gpu(1).faults().onEveryPrompt().holdUntil(() -> GpuQueue.posts(full) > 0);
            studio.drop("both.json", SmallBrief.json("both", "Four", "Five", "Six", "Seven"));
            studio.finishedStory("both");

            // Then
            assertThat(GpuQueue.posts(full)).isPositive();
            assertThat(metric(studio, "showrunner_fleet_saturations_total")).isEqualTo(1);
            assertThat(metric(studio, "showrunner_scenes_per_hour")).isEqualTo(7);
            assertThat(metric(studio, "showrunner_scenes_per_hour_possible")).isGreaterThan(7);
            assertThat(studio.get("/api/fleet").at("/scenesPerHour/executed").asInt())
                    .isEqualTo(7);
        }
    }

    @Test
    void noStoryIsWrittenWhileEveryServerIsFullAndNothingIsLost() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).with("showrunner.fleet.saturated.writer-pause", "1s")) {
            // Given
            studio.gpu(0).faults().onPromptContaining("foreign").neverFinish();
            studio.gpu(0).enqueueForeignPrompts(FOREIGN);
            studio.start();
            awaitSaturated(studio, 1);

            // When
            studio.drop("later.json", SmallBrief.json("later", "One", "Two"));
            studio.storyThat(story -> story.state() == StoryState.ACCEPTED);

            // Then
            await().during(Duration.ofSeconds(2))
                    .atMost(TestStudio.PATIENCE)
                    .until(() -> studio.llm().generations() == 0);
            assertThat(GpuQueue.posts(studio.gpu(0))).isZero();

            // When
            endForeign(studio.gpu(0));

            // Then
            assertThat(studio.finishedStory("later").state()).isEqualTo(StoryState.FINISHED);
            assertThat(studio.llm().generations()).isPositive();
        }
    }

    private void deletePending(ComfyUiSimulator gpu, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        Json.mapper()
                .readTree(gpu.url().resolve("/queue").toURL())
                .path("queue_pending")
                .forEach(item -> ids.add(item.path(1).asText()));
        post(gpu.url().resolve("/queue"), "{\"delete\": " + Json.write(ids.subList(0, count)) + "}");
    }

    private void endForeign(ComfyUiSimulator gpu) throws Exception {
        gpu.faults().clear();
        post(gpu.url().resolve("/queue"), "{\"clear\": true}");
        post(gpu.url().resolve("/interrupt"), "{}");
    }

    private void post(URI url, String body) throws Exception {
        http.send(
                HttpRequest.newBuilder(url)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }

    private static void awaitSaturated(TestStudio studio, int servers) {
        await().atMost(TestStudio.PATIENCE).until(() -> saturated(studio) == servers);
    }

    private static double saturated(TestStudio studio) throws IOException {
        return metric(studio, "showrunner_fleet_saturated");
    }

    private static double metric(TestStudio studio, String name) throws IOException {
        return new HttpTalk(studio.pipeline().port())
                .get("/observe/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
