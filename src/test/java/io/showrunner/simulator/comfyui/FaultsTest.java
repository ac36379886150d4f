package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private ComfyServer server;
    private Faults faults;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
        faults = server.simulator().faults();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void outOfMemoryHitsTheSamplerOfTheNthPrompt() {
        faults.onPrompt(2).runOutOfMemory();
        JsonNode first = server.run(Graph.keyframe(1, 1));
        JsonNode second = server.run(Graph.keyframe(2, 1));
        assertThat(first.path("status").path("completed").asBoolean()).isTrue();
        JsonNode error = error(second);
        assertThat(error.path("node_id").asText()).isEqualTo("14");
        assertThat(error.path("exception_type").asText()).endsWith("OutOfMemoryError");
        assertThat(error.path("exception_message").asText())
                .contains("This error means you ran out of memory on your GPU.");
    }

    @Test
    void nodeErrorAndFullDiskCarryTheirPythonNames() {
        faults.onPrompt(1).atNode("1").fail("ValueError", "bad tensor");
        faults.onPrompt(2).diskFull();
        assertThat(error(server.run(Graph.stills(1))).path("node_id").asText()).isEqualTo("1");
        JsonNode full = error(server.run(Graph.stills(1)));
        assertThat(full.path("exception_type").asText()).isEqualTo("OSError");
        assertThat(full.path("exception_message").asText()).isEqualTo("[Errno 28] No space left on device\n");
    }

    @Test
    void diskFullHitsTheLastFileOfASaveAndLeavesTheOthers() throws IOException {
        // Given
        faults.onEveryPrompt().diskFull();
        Graph graph = Graph.keyframe(1, 1)
                .node("2", "RepeatImageBatch")
                .link("2", "image", "15")
                .with("2", "amount", 3)
                .link("16", "images", "2")
                .with("16", "filename_prefix", "full/frame");
        // When
        JsonNode entry = server.run(graph);
        // Then
        assertThat(error(entry).path("node_id").asText()).isEqualTo("16");
        assertThat(entry.path("outputs")).isEmpty();
        try (var files = Files.list(server.simulator().outputDirectory().resolve("full"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void scriptedInterruptLooksLikeSomebodyElsesDoing() {
        faults.onPrompt(1).interrupt();
        JsonNode status = server.run(Graph.keyframe(1, 2)).path("status");
        assertThat(status.path("status_str").asText()).isEqualTo("error");
        JsonNode last = status.path("messages").path(2);
        assertThat(last.path(0).asText()).isEqualTo("execution_interrupted");
        assertThat(last.path(1).path("node_id").asText()).isEqualTo("14");
    }

    @Test
    void neverFinishingPromptTicksUntilItIsInterruptedAndAHangIgnoresThat() {
        // Given
        faults.onPrompt(1).neverFinish();
        faults.onPrompt(2).hang();
        String ticking = server.submit(Graph.stills(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.isRunning(ticking));
        server.post("/interrupt", "{\"prompt_id\":\"" + ticking + "\"}");
        server.finished(ticking);
        // When
        String hanging = server.submit(Graph.stills(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.isRunning(hanging));
        server.post("/interrupt", "");
        // Then
        assertThat(server.isRunning(hanging)).isTrue();
        server.simulator().kill();
        assertThat(executions())
                .extracting(Execution::outcome)
                .containsExactly(Execution.Outcome.INTERRUPTED, Execution.Outcome.LOST);
    }

    @Test
    void aHeldPromptTicksUntilItIsReleasedAndThenDoesItsWork() {
        // Given
        AtomicBoolean released = new AtomicBoolean();
        faults.onEveryPrompt().holdUntil(released::get);
        String held = server.submit(Graph.stills(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.isRunning(held));
        await().during(Duration.ofMillis(200)).until(() -> server.isRunning(held));
        // When
        released.set(true);
        server.finished(held);
        // Then
        assertThat(executions())
                .singleElement()
                .returns(Execution.Outcome.SUCCESS, Execution::outcome)
                .satisfies(run -> assertThat(run.files()).hasSize(1));
    }

    @Test
    void historyCanBeMissingOrDisappear() {
        // Given
        faults.onPrompt(1).forgetHistory();
        faults.onPrompt(2).evictHistoryAfter(Duration.ofMillis(300));
        // When
        String missing = server.submit(Graph.stills(1));
        String evicted = server.submit(Graph.stills(1));
        server.finished(evicted);
        // Then
        assertThat(server.json("/history/" + missing)).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.json("/history/" + evicted).isEmpty());
        assertThat(executions()).allMatch(run -> run.files().size() == 1);
    }

    @Test
    void filesCanBeMissingLateOrPartialThoughHistoryListsThem() throws IOException {
        // Given
        faults.onPrompt(1).missingFiles(2);
        faults.onPrompt(2).lateFile(Duration.ofSeconds(2));
        faults.onPrompt(3).truncatedFile();
        faults.onPrompt(4).emptyFile();
        faults.onPrompt(5).growingFile(Duration.ofSeconds(2));
        // When
        List<Path> missing = files(server.run(Graph.stills(3)));
        List<Path> late = files(server.run(Graph.stills(3)));
        assertThat(late.get(2)).doesNotExist();
        List<Path> truncated = files(server.run(Graph.stills(3)));
        List<Path> empty = files(server.run(Graph.stills(3)));
        List<Path> growing = files(server.run(Graph.stills(3)));
        assertThat(text(growing.get(2))).isNotEmpty().doesNotContain("IEND");
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> text(growing.get(2)).contains("IEND"));
        assertThat(ImageIO.read(growing.get(2).toFile())).isNotNull();
        assertThat(empty.get(2)).isEmptyFile();
        assertThat(missing).extracting(Files::exists).containsExactly(true, false, false);
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(late.get(2)));
        assertThat(text(truncated.get(1))).contains("IEND");
        assertThat(text(truncated.get(2))).doesNotContain("IEND");
    }

    @Test
    void blankPicturesAreBlack() throws IOException {
        faults.onEveryPrompt().blankPictures();
        BufferedImage picture =
                ImageIO.read(files(server.run(Graph.stills(1))).get(0).toFile());
        assertThat(picture.getRGB(0, 0, 64, 48, null, 0, 64)).containsOnly(0xFF000000);
    }

    @Test
    void slownessCanBeScripted() {
        faults.onPrompt(1).slow(100);
        server.run(Graph.stills(2));
        Execution run = executions().get(0);
        assertThat(Duration.between(run.startedAt(), run.endedAt())).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void statsCanLoseTheirKeysOrFail() {
        faults.statsWithoutVram(true);
        JsonNode device = server.json("/system_stats").path("devices").path(0);
        assertThat(device.has("name")).isTrue();
        assertThat(device.has("vram_free")).isFalse();
        faults.statsDown(true);
        assertThat(server.get("/system_stats").statusCode()).isEqualTo(500);
        faults.clear();
        assertThat(server.json("/system_stats").path("devices").path(0).has("vram_free"))
                .isTrue();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private List<Execution> executions() {
        return server.simulator().executions();
    }

    private List<Path> files(JsonNode entry) {
        JsonNode images = entry.path("outputs").path("9").path("images");
        Path root = server.simulator().outputDirectory();
        return images.valueStream()
                .map(image -> root.resolve(image.path("subfolder").asText())
                        .resolve(image.path("filename").asText()))
                .toList();
    }

    private static JsonNode error(JsonNode entry) {
        return entry.path("status").path("messages").path(2).path(1);
    }
}
