package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebsocketContractTest {
    private final String client = UUID.randomUUID().toString();
    private ComfyServer server;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void eventsOfOnePromptComeInTheServersOrder() {
        try (var log = EventLog.of(server, client)) {
            // When
            server.submit(Graph.stills(2).request().put("client_id", client));
            log.awaitEnd();
            // Then
            List<String> types = log.types().stream().skip(1).toList();
            assertThat(types.stream().filter(type -> !type.equals("status")))
                    .containsExactly(
                            "execution_start",
                            "execution_cached",
                            "progress_state",
                            "executing",
                            "progress_state",
                            "progress_state",
                            "executing",
                            "executed",
                            "progress_state",
                            "execution_success",
                            "executing");
            assertThat(types.stream().filter("status"::equals)).hasSize(3);
            assertThat(types.subList(types.size() - 3, types.size()))
                    .containsExactly("execution_success", "status", "executing");
        }
    }

    @Test
    void executedNamesTheFilesAndProgressStateIsCumulative() {
        try (var log = EventLog.of(server, client)) {
            // When
            server.submit(Graph.stills(2).request().put("client_id", client));
            log.awaitEnd();
            // Then
            JsonNode executed = log.of("executed").get(0).path("data");
            assertThat(executed.path("node").asText()).isEqualTo("9");
            assertThat(executed.path("output").path("images")).hasSize(2);
            JsonNode last = log.of("progress_state").get(3).path("data").path("nodes");
            assertThat(last).hasSize(2);
            assertThat(last.path("1").path("state").asText()).isEqualTo("finished");
            assertThat(last.path("9").path("real_node_id").asText()).isEqualTo("9");
        }
    }

    @Test
    void historyIsThereWhenExecutingSaysNull() {
        try (var log = EventLog.of(server, client)) {
            for (int i = 1; i <= 10; i++) {
                int count = i;
                String id = server.submit(Graph.stills(1).request().put("client_id", client));
                log.await(event -> EventLog.isEnd(event)
                        && event.path("data").path("prompt_id").asText().equals(id));
                assertThat(server.json("/history/" + id).has(id))
                        .as("prompt %d", count)
                        .isTrue();
            }
        }
    }

    @Test
    void statusGoesToAllAndNamesTheSidOnce() {
        try (var log = EventLog.connect(server, "/ws")) {
            // When
            server.run(Graph.stills(1));
            await().atMost(Duration.ofSeconds(10)).until(() -> log.of("status").size() >= 4);
            // Then
            JsonNode first = log.events().get(0).path("data");
            assertThat(first.path("sid").asText()).hasSize(32);
            assertThat(first.path("status")
                            .path("exec_info")
                            .path("queue_remaining")
                            .asInt())
                    .isZero();
            assertThat(log.of("status").get(1).path("data").has("sid")).isFalse();
        }
    }

    @Test
    void promptWithoutClientSendsProgressToAllAndNothingElse() {
        try (var log = EventLog.of(server, client)) {
            // When
            server.run(Graph.stills(1));
            await().atMost(Duration.ofSeconds(10)).until(() -> log.of("status").size() >= 4);
            // Then
            assertThat(log.types()).contains("progress_state");
            assertThat(log.types()).doesNotContain("execution_start", "executing", "executed", "execution_success");
        }
    }

    @Test
    void foreignPromptsEventsGoToTheirOwnClient() {
        try (var mine = EventLog.of(server, client);
                var other = EventLog.of(server, "other-" + client)) {
            server.submit(Graph.stills(1).request().put("client_id", client));
            mine.awaitEnd();
            assertThat(other.types()).containsOnly("status");
        }
    }

    @Test
    void longMessageIsOneFrame() {
        Vertx vertx = Vertx.vertx();
        try {
            // Given
            List<Integer> finalFrames = new CopyOnWriteArrayList<>();
            URI uri = server.uri("/ws?clientId=" + client);
            var options =
                    new WebSocketClientOptions().setMaxFrameSize(1_000_000).setMaxMessageSize(1_000_000);
            vertx.createWebSocketClient(options)
                    .connect(uri.getPort(), uri.getHost(), uri.getPath() + "?" + uri.getQuery())
                    .onSuccess(socket -> socket.frameHandler(frame -> {
                        if (frame.isFinal()) {
                            finalFrames.add(frame.textData().length());
                        }
                    }))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            // When
            server.submit(Graph.text("x".repeat(200_000)).request().put("client_id", client));
            // Then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(finalFrames).anyMatch(length -> length > 200_000));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void featureFlagsAreAnswered() {
        try (var log = EventLog.of(server, client)) {
            log.send("{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}");
            log.await("feature_flags");
            JsonNode flags = log.of("feature_flags").get(0).path("data");
            assertThat(flags.path("max_upload_size").asInt()).isEqualTo(104_857_600);
        }
    }

    @Test
    void featureFlagsAfterTheFirstMessageAreNotAnswered() {
        try (var log = EventLog.of(server, client)) {
            log.send("{\"type\":\"hello\"}");
            log.send("{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}");
            server.submit(Graph.stills(1).request().put("client_id", client));
            log.awaitEnd();
            assertThat(log.of("feature_flags")).isEmpty();
        }
    }

    @Test
    void previewsAreJpegsBehindTwoIntegers() {
        server.simulator();
        try (var log = EventLog.of(server, client)) {
            // When
            server.submit(Graph.keyframe(3, 8).request().put("client_id", client));
            log.awaitEnd();
            // Then
            ByteBuffer preview = ByteBuffer.wrap(log.pictures().get(0));
            assertThat(preview.getInt()).isEqualTo(1);
            assertThat(preview.getInt()).isEqualTo(1);
            assertThat(preview.getShort()).isEqualTo((short) 0xFFD8);
            assertThat(log.of("progress")).hasSize(8);
        }
    }

    @Test
    void clientThatAskedForMetadataGetsItWithThePreview() {
        server.simulator();
        try (var log = EventLog.of(server, client)) {
            // Given
            log.send("{\"type\":\"feature_flags\",\"data\":{\"supports_preview_metadata\":true}}");
            log.await("feature_flags");
            // When
            String id = server.submit(Graph.keyframe(4, 8).request().put("client_id", client));
            log.awaitEnd();
            // Then
            ByteBuffer preview = ByteBuffer.wrap(log.pictures().get(0));
            assertThat(preview.getInt()).isEqualTo(4);
            byte[] json = new byte[preview.getInt()];
            preview.get(json);
            JsonNode metadata = ComfyServer.parse(new String(json, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(metadata.path("prompt_id").asText()).isEqualTo(id);
            assertThat(metadata.path("node_id").asText()).isEqualTo("14");
            assertThat(metadata.path("image_type").asText()).isEqualTo("image/jpeg");
        }
    }

    @Test
    void executionSuccessComesBeforeTheHistoryEntry() {
        ComfyUiSimulator simulator = server.simulator();
        Pace slowHistory = Pace.watchable().withHistory(Duration.ofMillis(500)).scaled(1);
        var options = ComfyUiOptions.builder().pace(slowHistory).build();
        try (var slow = ComfyServer.start(options);
                var log = EventLog.of(slow, client)) {
            String id = slow.submit(Graph.stills(1).request().put("client_id", client));
            log.await("execution_success");
            assertThat(slow.json("/history/" + id)).isEmpty();
            assertThat(slow.isRunning(id)).isTrue();
            log.awaitEnd();
            assertThat(slow.json("/history/" + id)).isNotEmpty();
        }
        assertThat(simulator.executions()).isEmpty();
    }
}
