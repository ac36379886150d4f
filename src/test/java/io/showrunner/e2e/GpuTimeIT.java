package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.ComfyUiSimulator;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.llm.Fault;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a GPU's time went agrees with its server's own log, and with what was done to keep the server from working. */
@Tag("measured")
class GpuTimeIT {
    private static final Pattern COUNTER = Pattern.compile("gpu_(busy|idle)_seconds_total\\{.*} ([0-9.E]+)");
    private static final Predicate<Execution> OURS =
            run -> run.extraPnginfo().toString().contains("storyId");
    private static final Duration FRAME = Duration.ofSeconds(2);
    private static final int FOREIGN = 2;
    private static final Duration INDUCED = Duration.ofSeconds(2);
    /** What nobody tells is looked at every second, and the machine may be slow. */
    private static final double LATE = 1.2;

    /** So late the begin and the end of a prompt may be heard of, together. */
    private static final double NOTICEABLE = 0.05;

    private static final double ONE_PER_CENT = 0.01;

    private static final String KEYFRAME = """
            {"briefId": "picture", "premise": "A keeper of bees finds a hive that hums in Morse code.", "genre": "drama",
             "mood": "calm", "workflow": "svd-img2vid", "sceneCount": 1, "framesPerScene": 3,
             "keyframes": ["keyframes/hive.png"]}
            """;

    @TempDir
    private Path home;

    private TestStudio studio;
    private ComfyUiSimulator gpu;

    @Test
    void everyMomentIsBusyOrHasItsCause() throws Exception {
        try (TestStudio started = new TestStudio(home, 0)
                .withGpu(ComfyUiOptions.builder(), Pace.ofFrame(FRAME))
                .with("showrunner.fleet.breaker-failures", "1")
                .with("showrunner.fleet.breaker-wait", "2s")
                .with("showrunner.fleet.probe-interval", "2s")
                .start()) {
            studio = started;
            gpu = studio.gpu(0);
            awaitNow("no_work");

            assertCause("llm_late", () -> {
                studio.llm().faults().next(Fault.latency(INDUCED));
                submit(SmallBrief.json("written", "One", "Two"));
                awaitExecutions(2);
                return seconds(INDUCED);
            });
            assertCause("paused", () -> {
                post("/api/stages/render/pause");
                submit(SmallBrief.json("paused", "Three"));
                double induced = lasting(() -> post("/api/stages/render/resume"));
                awaitExecutions(3);
                return induced;
            });
            assertCause("breaker", () -> {
                gpu.faults().onRequest("/prompt").method("POST").times(1).serverError();
                submit(SmallBrief.json("failing", "Four"));
                awaitNow("breaker");
                double induced = measured(() -> awaitBreakerClosed());
                awaitExecutions(4);
                return induced;
            });
            assertCause("low_vram", () -> {
                gpu.faults().foreignVram(23_500);
                submit(SmallBrief.json("memory", "Five"));
                awaitNow("low_vram");
                double induced = lasting(() -> gpu.faults().clear());
                awaitExecutions(5);
                return induced;
            });
            assertCause("server", () -> {
                gpu.faults().onEveryPrompt().times(1).neverFinish();
                String story = submit(SmallBrief.json("killed", "Six"));
                awaitNow("busy");
                gpu.kill();
                post("/api/stories/" + story + "/cancel");
                return lasting(() -> {
                    gpu.restart();
                    awaitNow("no_work");
                });
            });
            assertCause("server", () -> {
                gpu.enqueueForeignPrompts(FOREIGN);
                awaitExecutions(6 + FOREIGN);
                return executed(OURS.negate());
            });
            assertCause("copy", () -> {
                gpu.faults().onRequest("/upload/image").times(1).delayReply(INDUCED);
                ImageIO.write(new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB), "png", picture());
                submit(KEYFRAME);
                awaitExecutions(7 + FOREIGN);
                return seconds(INDUCED);
            });
            gpu.faults().websocketsSilent(true);
            submit(SmallBrief.json("silent", "Seven", "Eight", "Nine"));
            awaitExecutions(10 + FOREIGN);
            awaitNow("no_work");
            assertAccount();
            assertTheCountersSayTheSame();
        }
    }

    /** @param act gives for how many seconds it kept the server from working */
    private void assertCause(String cause, Callable<Double> act) throws Exception {
        JsonNode before = time();
        double induced = act.call();
        awaitNow("no_work");

        JsonNode after = time();
        assertThat(idle(after, cause) - idle(before, cause))
                .as("%s: %s, before: %s", cause, after, before)
                .isCloseTo(induced, within(LATE));
        assertAccount();
    }

    private void assertAccount() throws IOException {
        JsonNode time = time();
        double executed = executed(OURS);
        long prompts = gpu.executions().stream().filter(OURS).count();
        assertThat(time.path("busySeconds").asDouble())
                .isCloseTo(executed, within(NOTICEABLE * prompts + executed * ONE_PER_CENT));
        double wall = time.path("wallSeconds").asDouble();
        double sum = time.path("busySeconds").asDouble();
        for (JsonNode idle : time.path("idleSeconds")) {
            sum += idle.asDouble();
        }
        assertThat(sum).as("busy and idle").isCloseTo(wall, within(wall * ONE_PER_CENT));
    }

    private void assertTheCountersSayTheSame() throws IOException {
        double wall = time().path("wallSeconds").asDouble();
        double sum = COUNTER.matcher(new HttpTalk(studio.pipeline().port())
                        .get("/observe/metrics")
                        .body())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .sum();
        assertThat(sum).isCloseTo(wall, within(wall * ONE_PER_CENT + LATE));
    }

    private File picture() throws IOException {
        return Files.createDirectories(home.resolve("keyframes"))
                .resolve("hive.png")
                .toFile();
    }

    private String submit(String brief) {
        return new HttpTalk(studio.pipeline().port())
                .post("application/json", brief)
                .json()
                .path("storyId")
                .asText();
    }

    private void post(String path) {
        new HttpTalk(studio.pipeline().port()).send("POST", path, new byte[0]);
    }

    private void awaitExecutions(int count) {
        await().atMost(TestStudio.PATIENCE).until(() -> gpu.executions().size() == count);
    }

    private double executed(Predicate<Execution> whose) {
        return gpu.executions().stream()
                .filter(whose)
                .mapToDouble(
                        run -> Duration.between(run.startedAt(), run.endedAt()).toNanos() / 1e9)
                .sum();
    }

    private void awaitNow(String what) {
        await().atMost(TestStudio.PATIENCE).until(() -> now().equals(what));
    }

    private void awaitBreakerClosed() {
        await().atMost(TestStudio.PATIENCE).until(() -> studio.get("/api/fleet/gpu0")
                .path("breaker")
                .path("state")
                .asText()
                .equals("CLOSED"));
    }

    private static double lasting(Runnable end) {
        return measured(() -> {
            await().pollDelay(INDUCED).until(() -> true);
            end.run();
        });
    }

    private static double measured(Runnable act) {
        long begin = System.nanoTime();
        act.run();
        return seconds(Duration.ofNanos(System.nanoTime() - begin));
    }

    private JsonNode time() throws IOException {
        return studio.get("/api/fleet/gpu0").path("gpuTime");
    }

    private String now() throws IOException {
        return time().path("now").asText();
    }

    private static double idle(JsonNode time, String cause) {
        return time.path("idleSeconds").path(cause).asDouble();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
