package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.capacity.Measurements;
import io.showrunner.capacity.Plan;
import io.showrunner.capacity.Planner;
import io.showrunner.capacity.Profiles;
import io.showrunner.capacity.SceneTimes.Basis;
import io.showrunner.capacity.Wish;
import io.showrunner.chaos.Program;
import io.showrunner.config.SettingsLoader;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned comes true on simulated GPUs, and a backlog that is too long gets itself another server. */
@Tag("measured")
class CapacityIT {
    private static final int TOLERANCE = 10;
    private static final int SCENES = 20;
    /** Three frames of this, ten times faster. */
    private static final Pace STEADY = Pace.ofFrame(Duration.ofMillis(1500));

    @TempDir
    private Path home;

    @Test
    void aBacklogIsRenderedInTheTimeThatWasPlannedFromMeasuredScenes() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0)
                .withGpu(ComfyUiOptions.builder(), STEADY.scaled(2))
                .withGpu(ComfyUiOptions.builder(), STEADY.scaled(2))
                .with("showrunner.capacity.profile", "staging")) {
            // Given
            studio.start();
            HttpTalk http = new HttpTalk(studio.pipeline().port());
            dropStories(studio, "measured");
            awaitFinished(studio, 2);
            http.send("POST", "/api/stages/render/pause", new byte[0]);
            dropStories(studio, "planned");
            await().atMost(TestStudio.PATIENCE)
                    .until(() -> studio.stories().stream()
                                    .filter(story -> story.state() == StoryState.WRITTEN)
                                    .count()
                            == 2);

            // When
            Plan.Estimate planned = plan(studio);
            JsonNode capacity = studio.get("/api/capacity");

            // Then
            http.send("POST", "/api/stages/render/resume", new byte[0]);
            awaitFinished(studio, 4);
            double took = secondsOfTheLast(studio, SCENES);
            assertThat(planned.times().basis()).isEqualTo(Basis.MEASURED);
            assertThat(planned.times().scenes()).isEqualTo(SCENES);
            assertThat(planned.done()).isCloseTo(took, withinPercentage(TOLERANCE));
            assertThat(capacity.at("/backlog/scenes").asInt()).isEqualTo(SCENES);
            assertThat(capacity.at("/backlog/minutes").asDouble() * 60)
                    .isCloseTo(took, withinPercentage(2 * TOLERANCE));
            assertThat(capacity.at("/scene/warning").asText()).contains("expected 45-60 s");
            assertThat(capacity.at("/scenesPerHour/theoretical").asInt()).isEqualTo(120);
            assertThat(capacity.path("differences").toString()).contains("processors, the profile has 16");
        }
    }

    @Test
    void aLongBacklogHasTheCommandAddAServerWhichIsGivenUpWhenNothingWaits() throws Exception {
        try (TestStudio studio = new TestStudio(home, 0)
                        .withGpu(ComfyUiOptions.builder(), STEADY.scaled(8))
                        .with("showrunner.capacity.profile", "staging")
                        .with("showrunner.scaling.target", "1s")
                        .with("showrunner.scaling.patience", "0s")
                        .with("showrunner.scaling.cooldown", "1s")
                        .with("showrunner.scaling.timeout", "60s");
                ComfyUiSimulator extra = ComfyUiSimulator.start(
                        ComfyUiOptions.builder().pace(STEADY.scaled(0.2)).build())) {
            // Given
            Path script = home.resolve("scale");
            studio.with("showrunner.scaling.command", script + " of-mine");
            lookTwiceASecond();
            studio.start();
            writeScript(script, fleetAdd(extra, studio.pipeline().port()));

            // When
            studio.drop("long.json", SmallBrief.json("long", titles(10)));

            // Then
            assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
            assertThat(extra.executions()).isNotEmpty();
            await().atMost(TestStudio.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(home.resolve("told")).content().isEqualTo("of-mine up 2\nof-mine down extra\n"));
            await().atMost(TestStudio.PATIENCE).untilAsserted(() -> {
                assertThat(studio.get("/api/fleet").path("instances")).hasSize(1);
                assertThat(metrics(studio))
                        .contains("showrunner_scaling_steps_total{action=\"up\"} 1.0")
                        .contains("showrunner_scaling_steps_total{action=\"down\"} 1.0")
                        .contains("showrunner_backlog_minutes 0.0");
            });
        }
    }

    @Test
    void aWebhookThatRedirectsIsNotFollowedAndToldAgainAfterTheCooldownAndNotBefore() throws Exception {
        try (ScalingWebhook webhook = new ScalingWebhook();
                TestStudio studio = new TestStudio(home, 0)
                        .withGpu(ComfyUiOptions.builder(), STEADY.scaled(8))
                        .with("showrunner.capacity.profile", "staging")
                        .with("showrunner.scaling.webhook", webhook.url() + "?key=value")
                        .with("showrunner.scaling.target", "1s")
                        .with("showrunner.scaling.patience", "0s")
                        .with("showrunner.scaling.cooldown", "3s")) {
            // Given
            lookTwiceASecond();
            studio.start();

            // When
            studio.drop("long.json", SmallBrief.json("long", titles(12)));

            // Then
            List<ScalingWebhook.Call> calls =
                    await().atMost(TestStudio.PATIENCE).until(webhook::calls, seen -> seen.size() >= 2);
            assertThat(Duration.between(calls.get(0).at(), calls.get(1).at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(calls).extracting(ScalingWebhook.Call::query).containsOnly("key=value");
            assertThat(calls.get(0).body().path("action").asText()).isEqualTo("up");
            assertThat(calls.get(0).body().path("wanted").asInt()).isEqualTo(2);
            assertThat(calls.get(0).body().path("servers").asInt()).isEqualTo(1);
            assertThat(metrics(studio)).contains("showrunner_scaling_failures_total 1.0");
        }
    }

    private static String metrics(TestStudio studio) {
        return new HttpTalk(studio.pipeline().port()).get("/observe/metrics").body();
    }

    private static void dropStories(TestStudio studio, String name) {
        studio.drop(name + "-1.json", SmallBrief.json(name + "-1", titles(SCENES / 2)));
        studio.drop(name + "-2.json", SmallBrief.json(name + "-2", titles(SCENES / 2)));
    }

    private static void awaitFinished(TestStudio studio, int stories) {
        await().atMost(TestStudio.PATIENCE)
                .until(() -> studio.stories().stream()
                                .filter(story -> story.state() == StoryState.FINISHED)
                                .count()
                        == stories);
    }

    private Plan.Estimate plan(TestStudio studio) {
        var settings =
                SettingsLoader.load(studio.home(), Map.of(), new Properties()).settings();
        Planner planner = new Planner(
                "staging",
                Profiles.of(settings).read("staging"),
                settings.fleet().minAvailableVram(),
                new Measurements(studio.pipeline().store(), "smoke").look(),
                1,
                scenes -> 1);
        return planner.plan(new Wish(SCENES, null, null, 10, Duration.ofMinutes(15), null, 2, null, true))
                .estimates()
                .get(0);
    }

    /** From the first start to the last end, by the servers' own logs. */
    private static double secondsOfTheLast(TestStudio studio, int scenes) {
        List<Execution> all = studio.gpus().stream()
                .flatMap(gpu -> gpu.executions().stream())
                .sorted(Comparator.comparing(Execution::startedAt))
                .toList();
        List<Execution> last = all.subList(all.size() - scenes, all.size());
        Instant end = last.stream()
                .map(Execution::endedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Duration.between(last.get(0).startedAt(), end).toMillis() / 1000.0;
    }

    private void lookTwiceASecond() throws IOException {
        Path route = home.resolve("routes/watch-backlog.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route).replace("period: 30000", "period: 500").replace("delay: 5000", "delay: 500"));
    }

    private static List<String> fleetAdd(ComfyUiSimulator server, int port) {
        return Program.ofThisProcess("io.showrunner.Showrunner")
                .command(
                        List.of(),
                        List.of("fleet", "add", "extra", server.url().toString(), "--url", "http://127.0.0.1:" + port));
    }

    /** Notes what it was told, and adds the server when one is wanted. */
    private void writeScript(Path script, List<String> add) throws IOException {
        String command = add.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$@\" >> '" + home.resolve("told") + "'\n[ \"$2\" = up ] || exit 0\ncd '" + home
                        + "' && exec " + command + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static String[] titles(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "Scene " + i).toArray(String[]::new);
    }
}
