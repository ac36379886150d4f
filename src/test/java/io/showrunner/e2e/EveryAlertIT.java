package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.ArtemisProcess;
import io.showrunner.SmallDisk;
import io.showrunner.cluster.LockHolder;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.test.AvailablePortFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every alert of the rules fires and ends for its own cause, watched by a real Prometheus and Alertmanager. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryAlertIT {
    private static final Path TIMES = Path.of("target/alert-times.md");

    private final AlertDrive drive = new AlertDrive();
    private final String port = Integer.toString(AvailablePortFinder.getNextAvailable());
    private TestStudio studio;
    private MonitoringServers servers;
    private List<String> alerts;

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createTempDirectory(folder, "home");
        studio = new TestStudio(home, 2)
                .with("showrunner.http.port", port)
                .with("showrunner.fleet.probe-interval", "1s")
                .with("showrunner.disk.check-interval", "1s");
    }

    @AfterEach
    void stop() throws IOException {
        drive.writeTo(TIMES);
        servers.close();
        studio.close();
    }

    @AfterAll
    void noneIsForgotten() {
        assertThat(drive.driven()).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void thoseAboutServers() throws Exception {
        start();
        drive("gpu_vram_taken", () -> studio.gpu(0).faults().foreignVram(24_000), () -> studio.gpu(0)
                .faults()
                .foreignVram(0));
        drive(
                "gpu_vram_critical",
                () -> {
                    studio.gpu(0).faults().foreignVram(23_500);
                    studio.gpu(1).faults().onEveryPrompt().slow(10);
                    studio.drop("held.json", SmallBrief.json("held", "One", "Two", "Three"));
                },
                () -> studio.gpu(0).faults().foreignVram(0));
        studio.gpus().forEach(gpu -> gpu.faults().clear());
        studio.finishedStory("held");
        drive("instance_down", () -> studio.gpu(1).kill(), () -> studio.gpu(1).restart());
        drive("comfyui_unavailable", () -> studio.gpus().forEach(gpu -> gpu.kill()), () -> studio.gpus()
                .forEach(gpu -> gpu.restart()));
    }

    @Test
    void thoseAboutWorkThatWaits() throws Exception {
        start();
        String[] titles =
                IntStream.rangeClosed(1, 12).mapToObj(i -> "Scene " + i).toArray(String[]::new);
        drive.drive(
                servers,
                List.of("comfyui_queue_backlog", "no_progress"),
                () -> {
                    ask("POST", "/api/stages/render/pause");
                    studio.drop("night.json", SmallBrief.json("night", titles));
                },
                () -> ask("POST", "/api/stages/render/resume"));
    }

    @Test
    void thoseAboutLanguageModels() throws Exception {
        studio.with("showrunner.llm.template", "false")
                .with("showrunner.llm.timeout", "2s")
                .with("showrunner.llm.retry-interval", "1s");
        start();
        for (String alert : List.of("llm_response_timeout", "breaker_open", "stories_parked")) {
            drive(
                    alert,
                    () -> {
                        studio.llm().faults().always(Fault.hang());
                        studio.drop(alert + ".json", SmallBrief.json(alert, "One"));
                    },
                    () -> studio.llm().faults().clear());
            studio.finishedStory(alert);
        }
    }

    @Test
    void thoseAboutScenesThatFail() throws Exception {
        start();
        studio.gpus().forEach(gpu -> gpu.faults().onPromptContaining("Doomed").fail("RuntimeError", "no such sampler"));
        drive(
                "scenes_failed",
                () -> studio.drop("doomed.json", SmallBrief.json("doomed", "Doomed")),
                () -> studio.finishedStory("doomed"));
        studio.gpus().forEach(gpu -> gpu.kill());
        await().atMost(TestStudio.PATIENCE)
                .until(
                        () -> studio.get("/api/fleet").findValuesAsText("state"),
                        states -> states.stream().filter("DOWN"::equals).count() == 2);
        studio.drop("damaged.json", SmallBrief.json("damaged", "Damaged"));
        StoryRecord story = studio.storyThat(
                each -> "damaged".equals(each.briefId()) && !each.state().awaitsWords());
        SceneRecord scene = studio.scene(story, "Damaged");
        Path words = studio.pipeline()
                .store()
                .sceneFolder(scene.storyId(), scene.sceneId())
                .resolve(scene.sceneId() + ".json");
        drive(
                "dead_letters",
                () -> {
                    Files.writeString(words, "{");
                    studio.gpus().forEach(gpu -> gpu.restart());
                },
                () -> ask(
                        "DELETE",
                        "/api/dead-letters/"
                                + studio.get("/api/dead-letters")
                                        .path(0)
                                        .path("id")
                                        .asText()));
    }

    @Test
    void thatAboutFramesWhichNothingConfirms() throws Exception {
        for (int i = 0; i < 2; i++) {
            studio.with(
                    "showrunner.comfyui.instances[" + i + "].output-directory",
                    studio.gpu(i).outputDirectory().toString());
        }
        studio.with("showrunner.scene.stability-window", "1s")
                .with("showrunner.scene.stability-retries", "1")
                .with("showrunner.scene.post-execution-timeout", "3s");
        start();
        stories("good", 2);
        ScheduledExecutorService hands = Executors.newSingleThreadScheduledExecutor();
        Future<?> restless = hands.scheduleAtFixedRate(this::touchFrames, 0, 100, TimeUnit.MILLISECONDS);
        try {
            drive(
                    "forced_copy_spike",
                    () -> {
                        studio.gpus()
                                .forEach(gpu -> gpu.faults().onEveryPrompt().forgetHistory());
                        stories("forced", 2);
                    },
                    () -> {
                        assertThat(restless.cancel(true)).isTrue();
                        studio.gpus().forEach(gpu -> gpu.faults().clear());
                        stories("better", 4);
                    });
        } finally {
            hands.shutdownNow();
        }
    }

    @Test
    void thatAboutANodeThatHangs() throws Exception {
        Path cluster = home.resolve("stories/.cluster");
        try (ArtemisProcess broker = new ArtemisProcess(Files.createTempDirectory(folder, "artemis"))) {
            broker.start();
            studio.with("showrunner.cluster.node", "ann").with("showrunner.broker.url", broker.url());
            start();
            Files.writeString(cluster.resolve("nodes/bob.json"), """
                    {"name": "bob", "url": "http://bob:8080/", "process": "4711@studio-1", "since": "2026-11-27T10:00:00Z",
                     "heardOf": "2026-11-27T10:00:10Z", "leads": false, "drives": ["gpu1"]}
                    """);
            try (LockHolder bob = new LockHolder(folder, cluster.resolve("locks"), "node bob")) {
                drive("node_hangs", () -> {}, bob::kill);
            }
            studio.stop();
        }
    }

    @Test
    void thoseAboutTheMachine() throws Exception {
        Path stories = home.resolve("stories-disk");
        try (SmallDisk disk = SmallDisk.mount(stories, 60)) {
            studio.with("showrunner.stories", stories.toString()).with("showrunner.disk.min-free", "15MB");
            start();
            drive("disk_low", () -> disk.fill(20_000_000), disk::relieve);
            drive("disk_full", () -> disk.fill(5_000_000), disk::relieve);
            drive("showrunner_down", studio::stop, () -> studio.start());
            studio.stop();
        }
    }

    private void start() throws Exception {
        studio.start();
        servers = new MonitoringServers(
                Files.createTempDirectory(folder, "monitoring"),
                studio.pipeline().port());
        alerts = servers.alerts();
    }

    private void drive(String alert, AlertDrive.Step cause, AlertDrive.Step remedy) throws Exception {
        drive.drive(servers, List.of(alert), cause, remedy);
    }

    private void ask(String method, String path) {
        HttpTalk.Reply reply = new HttpTalk(studio.pipeline().port()).send(method, path, new byte[0]);
        assertThat(reply.status()).as(reply.body()).isBetween(200, 299);
    }

    private void stories(String name, int count) {
        List<String> ids =
                IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
        ids.forEach(id -> studio.drop(id + ".json", SmallBrief.json(id, "The Ledger of " + id)));
        ids.forEach(studio::finishedStory);
    }

    private void touchFrames() {
        studio.gpus().forEach(gpu -> {
            try (Stream<Path> files = Files.walk(gpu.outputDirectory())) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".png")).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
