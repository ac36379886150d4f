package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueContractTest {
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
    void lowestNumberRunsFirstAndTiesGoByIdNotByArrival() {
        // Given
        String run = UUID.randomUUID().toString().substring(9);
        List<String> wanted = List.of("cccccccc-", "aaaaaaaa-", "bbbbbbbb-", "dddddddd-").stream()
                .map(id -> id + run)
                .toList();
        try (var blocker = Blocker.on(server)) {
            // When
            enqueue(wanted.get(3), 5);
            enqueue(wanted.get(2), 3);
            enqueue(wanted.get(1), 3);
            enqueue(wanted.get(0), -9);
            assertThat(blocker.promptId()).isNotEmpty();
        }
        server.finished(wanted.get(3));
        // Then
        List<String> finished = new ArrayList<>();
        server.json("/history").fieldNames().forEachRemaining(finished::add);
        finished.retainAll(wanted);
        assertThat(finished).containsExactlyElementsOf(wanted);
    }

    @Test
    void laterFrontJobsRunBeforeEarlierOnes() {
        List<String> ids =
                List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        try (var blocker = Blocker.on(server)) {
            for (String id : ids) {
                server.submit(Graph.stills(1).request().put("prompt_id", id).put("front", true));
            }
            assertThat(blocker.promptId()).isNotEmpty();
        }
        server.finished(ids.get(0));
        List<String> finished = new ArrayList<>();
        server.json("/history").fieldNames().forEachRemaining(finished::add);
        assertThat(finished.indexOf(ids.get(1))).isLessThan(finished.indexOf(ids.get(0)));
    }

    @Test
    void queueShowsFiveTuplesAndCountsPendingAndRunning() {
        try (var blocker = Blocker.on(server)) {
            // Given
            String waiting = UUID.randomUUID().toString();
            ObjectNode request =
                    Graph.stills(1).request().put("prompt_id", waiting).put("client_id", "me");
            server.submit(request);
            // When
            JsonNode queue = server.json("/queue");
            // Then
            assertThat(queue.path("queue_running").path(0).path(1).asText()).isEqualTo(blocker.promptId());
            JsonNode item = queue.path("queue_pending").path(0);
            assertThat(item).hasSize(5);
            assertThat(item.path(1).asText()).isEqualTo(waiting);
            assertThat(item.path(2).has("9")).isTrue();
            assertThat(item.path(3).path("client_id").asText()).isEqualTo("me");
            assertThat(item.path(4).path(0).asText()).isEqualTo("9");
            assertThat(server.json("/prompt")
                            .path("exec_info")
                            .path("queue_remaining")
                            .asInt())
                    .isEqualTo(2);
            assertThat(server.json("/history/" + waiting)).isEmpty();
            assertThat(server.json("/history/" + blocker.promptId())).isEmpty();
        }
    }

    @Test
    void deletedPromptsLeaveNoTraceAndUnknownIdsAreNoError() {
        String id = UUID.randomUUID().toString();
        try (var blocker = Blocker.on(server)) {
            server.submit(Graph.stills(1).request().put("prompt_id", id));
            // When
            var reply = server.post("/queue", "{\"delete\": [\"" + id + "\", \"unknown\"]}");
            // Then
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(server.json("/queue").path("queue_pending")).isEmpty();
            assertThat(server.isRunning(blocker.promptId())).isTrue();
        }
        assertThat(server.json("/history/" + id)).isEmpty();
    }

    @Test
    void clearRemovesWhatWaitsAndLeavesWhatRuns() {
        try (var blocker = Blocker.on(server)) {
            server.submit(Graph.stills(1));
            server.submit(Graph.stills(1));
            server.post("/queue", "{\"clear\": true}");
            assertThat(server.json("/queue").path("queue_pending")).isEmpty();
            assertThat(server.isRunning(blocker.promptId())).isTrue();
        }
    }

    @Test
    void idsAreNotDeduplicatedAndADeleteRemovesOne() {
        String id = UUID.randomUUID().toString();
        try (var blocker = Blocker.on(server)) {
            server.submit(Graph.stills(1).request().put("prompt_id", id));
            server.submit(Graph.stills(1).request().put("prompt_id", id));
            assertThat(server.json("/queue").path("queue_pending")).hasSize(2);
            server.post("/queue", "{\"delete\": [\"" + id + "\"]}");
            assertThat(server.json("/queue").path("queue_pending")).hasSize(1);
            assertThat(blocker.promptId()).isNotEmpty();
        }
    }

    @Test
    void sameIdAndSameNumberIsA500AndIsQueuedAllTheSame() {
        String id = UUID.randomUUID().toString();
        String body = Wire.text(Graph.stills(1).request().put("prompt_id", id).put("number", 4));
        try (var blocker = Blocker.on(server)) {
            assertThat(server.post("/prompt", body).statusCode()).isEqualTo(200);
            assertThat(server.post("/prompt", body).statusCode()).isEqualTo(500);
            assertThat(server.json("/queue").path("queue_pending")).hasSize(2);
            assertThat(blocker.promptId()).isNotEmpty();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.json("/prompt")
                                .path("exec_info")
                                .path("queue_remaining")
                                .asInt()
                        == 0);
        assertThat(server.json("/history/" + id).has(id)).isTrue();
    }

    private void enqueue(String id, double number) {
        server.submit(Graph.stills(1).request().put("prompt_id", id).put("number", number));
    }
}
