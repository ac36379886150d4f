package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptContractTest {
    private ComfyServer server;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "garbage", "{\"prompt_id\": null}"})
    void withoutAnIdWhateverRunsIsInterrupted(String body) {
        try (var blocker = Blocker.on(server)) {
            // When
            var reply = server.post("/interrupt", body);
            // Then
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(lastMessage(server.finished(blocker.promptId()))).isEqualTo("execution_interrupted");
        }
    }

    @Test
    void idOfAnotherPromptInterruptsNothing() {
        try (var blocker = Blocker.on(server)) {
            String waiting = server.submit(Graph.stills(1));
            assertThat(server.post("/interrupt", "{\"prompt_id\": \"" + waiting + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.json("/history/" + blocker.promptId())).isEmpty();
            assertThat(server.isRunning(blocker.promptId())).isTrue();
        }
    }

    @Test
    void interruptingAnIdleServerHarmsNothing() {
        server.post("/interrupt", "");
        assertThat(lastMessage(server.run(Graph.stills(1)))).isEqualTo("execution_success");
    }

    @Test
    void oldServersIgnoreTheId() {
        server.simulator();
        var options = ComfyUiOptions.builder()
                .version("0.3.50")
                .interruptTakesPromptId(false)
                .build();
        try (var old = ComfyServer.start(options);
                var blocker = Blocker.on(old)) {
            old.post("/interrupt", "{\"prompt_id\": \"" + UUID.randomUUID() + "\"}");
            assertThat(lastMessage(old.finished(blocker.promptId()))).isEqualTo("execution_interrupted");
        }
    }

    @Test
    void finishedNodesStayCachedForTheRetry() {
        // Given
        server.simulator().faults().onEveryPrompt().times(1).atNode("9").fail("RuntimeError", "once");
        Graph graph = Graph.stills(1);
        assertThat(lastMessage(server.run(graph))).isEqualTo("execution_error");
        // When
        JsonNode retry = server.run(graph);
        // Then
        assertThat(retry.path("status")
                        .path("messages")
                        .path(1)
                        .path(1)
                        .path("nodes")
                        .path(0)
                        .asText())
                .isEqualTo("1");
        assertThat(retry.path("outputs").path("9").path("images")).hasSize(1);
    }

    private static String lastMessage(JsonNode entry) {
        JsonNode messages = entry.path("status").path("messages");
        return messages.path(messages.size() - 1).path(0).asText();
    }
}
