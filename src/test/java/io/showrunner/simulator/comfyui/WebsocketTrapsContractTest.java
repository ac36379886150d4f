package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a websocket of the server leaves a client without events. */
class WebsocketTrapsContractTest {
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
    void clientThatDoesNotReadHoldsUpTheEventsOfAllAndItsEndGivesThemBackInOrder() throws IOException {
        try (var witness = EventLog.of(server, client)) {
            try (var deaf = new DeafClient(server, "deaf-" + client)) {
                // Given
                fill(deaf);
                // When
                server.finished(server.submit(Graph.stills(1).request().put("client_id", client)));
                // Then
                assertThat(witness.types()).doesNotContain("execution_start");
                assertThat(server.get("/prompt").statusCode()).isEqualTo(200);
                try (var late = EventLog.of(server, "late-" + client)) {
                    assertThat(late.of("status").get(0).path("data").has("sid")).isTrue();
                }
            }
            witness.awaitEnd();
            assertThat(witness.types().stream().filter(type -> !type.equals("status")))
                    .startsWith("execution_start", "execution_cached", "progress_state", "executing")
                    .endsWith("executed", "progress_state", "execution_success", "executing");
            assertThat(witness.of("status")).hasSizeGreaterThan(3 * 12);
        }
    }

    /** More than the buffers of a connection take. */
    private void fill(DeafClient deaf) {
        for (int i = 0; i < 12; i++) {
            var megabyte = Graph.text(i + "x".repeat(1_000_000)).request();
            server.finished(server.submit(megabyte.put("client_id", deaf.id())));
        }
    }

    @Test
    void closingTheOldSocketOfAnIdDeafensTheNewOne() {
        EventLog old = EventLog.of(server, client);
        try (var young = EventLog.of(server, client);
                var witness = EventLog.of(server, "witness-" + client)) {
            // Given
            old.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                int heard = young.events().size();
                runSeenBy(witness);
                return young.events().size() == heard;
            });
            // When
            int heard = young.events().size();
            runSeenBy(witness);
            // Then
            assertThat(young.events()).hasSize(heard);
            assertThat(young.isClosed()).isFalse();
        }
    }

    private void runSeenBy(EventLog witness) {
        int seen = witness.of("status").size();
        server.run(Graph.stills(1));
        await().atMost(Duration.ofSeconds(10)).until(() -> witness.of("status").size() >= seen + 3);
    }

    @Test
    void reconnectingClientHearsWhichNodeRunsWithoutThePromptId() {
        server.simulator().faults().onPromptContaining("frame").times(1).neverFinish();
        String id = server.submit(Graph.stills(1).request().put("client_id", client));
        await().atMost(Duration.ofSeconds(10)).until(() -> server.isRunning(id));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (var log = EventLog.of(server, client)) {
                log.await("executing");
                assertThat(log.of("executing").get(0).path("data").path("node").asText())
                        .isEqualTo("9");
                assertThat(log.of("executing").get(0).path("data").has("prompt_id"))
                        .isFalse();
            }
        });
    }
}
