package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
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
    void serverErrorQueuesNothingAndHitsOnlyTheRequestItNames() {
        faults.onRequest("/prompt").containing("frame").nth(2).serverError();
        String body = Wire.text(Graph.stills(1).request());
        assertThat(List.of(status(body), status(body), status(body))).containsExactly(200, 500, 200);
        await().atMost(Duration.ofSeconds(10)).until(() -> executions().size() == 2);
    }

    @Test
    void droppedReplyStillQueuesThePrompt() {
        // Given
        faults.onRequest("/prompt").times(1).acceptThenDropReply();
        String id = UUID.randomUUID().toString();
        String body = Wire.text(Graph.stills(1).request().put("prompt_id", id));
        // When
        assertThatThrownBy(() -> server.trySend(post(body))).isInstanceOf(IOException.class);
        // Then
        assertThat(server.finished(id).path("status").path("status_str").asText())
                .isEqualTo("success");
    }

    @Test
    void refusedConnectionQueuesNothing() {
        faults.onRequest("/prompt").times(1).refuseConnection();
        String body = Wire.text(Graph.stills(1).request());
        assertThatThrownBy(() -> server.trySend(post(body))).isInstanceOf(IOException.class);
        assertThat(server.json("/prompt")
                        .path("exec_info")
                        .path("queue_remaining")
                        .asInt())
                .isZero();
        assertThat(executions()).isEmpty();
    }

    @Test
    void delayedReplyMayComeAfterThePromptHasFinished() {
        faults.onRequest("/prompt").times(1).delayReply(Duration.ofMillis(400));
        String id = server.submit(Graph.stills(1));
        assertThat(server.json("/history/" + id)).isNotEmpty();
    }

    @Test
    void neverAnsweredRequestRunsIntoTheClientsTimeout() {
        faults.onRequest("/queue").neverReply();
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("/queue"));
        var client = java.net.http.HttpClient.newHttpClient();
        assertThatThrownBy(() -> client.send(
                        request.timeout(Duration.ofMillis(200)).build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void scriptedRejectionHasTheShapeOfARealOne() {
        faults.onRequest("/prompt").rejectNode("9", "SaveImage", "value_not_in_list");
        var reply = server.post("/prompt", Wire.text(Graph.stills(1).request()));
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode node = ComfyServer.parse(reply.body()).path("node_errors").path("9");
        assertThat(node.path("errors").path(0).path("type").asText()).isEqualTo("value_not_in_list");
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
    void filesCanBeMissingLateOrTruncatedThoughHistoryListsThem() throws IOException {
        // Given
        faults.onPrompt(1).missingFiles(2);
        faults.onPrompt(2).lateFile(Duration.ofMillis(300));
        faults.onPrompt(3).truncatedFile();
        // When
        List<Path> missing = files(server.run(Graph.stills(3)));
        List<Path> late = files(server.run(Graph.stills(3)));
        List<Path> truncated = files(server.run(Graph.stills(3)));
        // Then
        assertThat(missing).extracting(Files::exists).containsExactly(true, false, false);
        assertThat(late.get(2)).doesNotExist();
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(late.get(2)));
        assertThat(Files.readString(truncated.get(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("IEND");
        assertThat(Files.readString(truncated.get(2), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("IEND");
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

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(server.uri("/prompt")).POST(BodyPublishers.ofString(body));
    }

    private int status(String body) {
        return server.post("/prompt", body).statusCode();
    }

    private List<Execution> executions() {
        return server.simulator().executions();
    }

    private List<Path> files(JsonNode entry) {
        JsonNode images = entry.path("outputs").path("9").path("images");
        Path root = server.simulator().outputDirectory();
        return StreamSupport.stream(images.spliterator(), false)
                .map(image -> root.resolve(image.path("subfolder").asText())
                        .resolve(image.path("filename").asText()))
                .toList();
    }

    private static JsonNode error(JsonNode entry) {
        return entry.path("status").path("messages").path(2).path(1);
    }
}
