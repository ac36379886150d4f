package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeOfTheProcessTest {
    private ComfyServer server;
    private ComfyUiSimulator simulator;

    @TempDir
    private Path outputs;

    @BeforeEach
    void start() {
        server = ComfyServer.start(
                ComfyUiOptions.builder().outputDirectory(outputs).build());
        simulator = server.simulator();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void killLosesQueueHistoryAndCounterButNotFiles() {
        // Given
        String done = server.submit(Graph.stills(1));
        server.finished(done);
        server.submit(Graph.stills(20));
        server.submit(Graph.stills(20));
        int port = simulator.port();
        // When
        simulator.kill();
        assertThat(PoisonContractTest.isDown(server)).isTrue();
        simulator.restart();
        // Then
        assertThat(simulator.port()).isEqualTo(port);
        assertThat(server.json("/history")).isEmpty();
        assertThat(server.json("/queue").path("queue_pending")).isEmpty();
        String again = Wire.text(Graph.stills(1).request());
        assertThat(ComfyServer.parse(server.post("/prompt", again).body())
                        .path("number")
                        .asInt())
                .isZero();
        assertThat(simulator.executions().get(0).promptId()).isEqualTo(done);
        assertThat(outputs.resolve(simulator.executions().get(0).files().get(0)))
                .exists();
    }

    @Test
    void killInTheMiddleOfAFrameLeavesHalfAFileForEver() throws IOException {
        // Given
        String prefix = "half/frame";
        simulator.faults().onEveryPrompt().slow(100);
        Path folder = outputs.resolve("half");
        server.submit(new Graph().emptyImage(50, 1).save(prefix));
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Files.isDirectory(folder) && halfFiles(folder).size() == 1);
        // When
        simulator.kill();
        simulator.restart();
        // Then
        assertThat(halfFiles(folder)).hasSize(1);
        assertThat(simulator.executions()).extracting(Execution::outcome).containsExactly(Execution.Outcome.LOST);
        assertThat(server.get("/view?subfolder=half&filename=frame_00001_.png").statusCode())
                .isEqualTo(200);
    }

    @Test
    void portIsFreeAgainAfterEveryKill() {
        int port = simulator.port();
        for (int i = 0; i < 40; i++) {
            assertThat(server.get("/prompt").statusCode()).isEqualTo(200);
            simulator.kill();
            simulator.restart();
        }
        assertThat(simulator.port()).isEqualTo(port);
    }

    @Test
    void killClosesWebsocketsAtOnce() {
        try (var log = EventLog.of(server, "me")) {
            simulator.kill();
            await().atMost(Duration.ofSeconds(10)).until(log::isClosed);
        }
    }

    @Test
    void scriptedCrashTakesTheProcessDownAtThatPrompt() {
        simulator.faults().onPrompt(1).crash();
        server.submit(Graph.stills(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> PoisonContractTest.isDown(server));
        simulator.restart();
        assertThat(server.json("/prompt")
                        .path("exec_info")
                        .path("queue_remaining")
                        .asInt())
                .isZero();
    }

    @Test
    void websocketsCanBeDroppedOrSilencedWhileThePromptGoesOn() {
        try (var log = EventLog.of(server, "me")) {
            // Given
            simulator.faults().websocketsSilent(true);
            // When
            server.run(Graph.stills(1));
            // Then
            assertThat(log.types()).containsExactly("status");
            assertThat(log.isClosed()).isFalse();
            simulator.dropWebsockets();
            await().atMost(Duration.ofSeconds(10)).until(log::isClosed);
        }
    }

    @Test
    void frozenWebsocketsAnswerNoPingAndNewOnesDo() {
        try (var half = EventLog.of(server, "half")) {
            // Given
            half.ping();
            await().atMost(Duration.ofSeconds(10)).until(() -> half.pongs() == 1);
            // When
            simulator.freezeWebsockets();
            half.ping();
            // Then
            try (var fresh = EventLog.of(server, "fresh")) {
                server.submit(Graph.stills(1).request().put("client_id", "fresh"));
                fresh.awaitEnd();
                fresh.ping();
                await().atMost(Duration.ofSeconds(10)).until(() -> fresh.pongs() == 1);
            }
            assertThat(half.pongs()).isEqualTo(1);
            assertThat(half.types()).containsExactly("status");
            assertThat(half.isClosed()).isFalse();
        }
    }

    @Test
    void anyEventCanBeSentToEveryWebsocket() {
        try (var log = EventLog.of(server, "me")) {
            simulator.sendToWebsockets("{\"type\":\"executing\",\"data\":{\"node\":null,\"prompt_id\":\"nobody's\"}}");
            log.awaitEnd();
            assertThat(log.of("executing").get(0).path("data").path("prompt_id").asText())
                    .isEqualTo("nobody's");
        }
    }

    @Test
    void foreignPromptsStandInTheQueueAndRun() {
        simulator.enqueueForeignPrompts(3);
        assertThat(server.json("/prompt")
                        .path("exec_info")
                        .path("queue_remaining")
                        .asInt())
                .isPositive();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> simulator.executions().size() == 3);
        assertThat(simulator.executions()).allMatch(run -> run.files().get(0).startsWith("foreign/"));
    }

    @Test
    void requestsAreLoggedWithPathAndTime() {
        server.get("/history/x?y=1");
        SeenRequest last = simulator.requests().get(simulator.requests().size() - 1);
        assertThat(List.of(last.method(), last.path(), last.query())).containsExactly("GET", "/history/x", "y=1");
        assertThat(last.at()).isNotNull();
    }

    private static List<Path> halfFiles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !text(file).contains("IEND")).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
