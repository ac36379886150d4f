package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the simulator only: these prompts would make a real server useless. */
class PoisonContractTest {
    private ComfyServer server;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Consumer<ObjectNode>> poisons() {
        return Stream.of(
                request -> request.withObject("/prompt").putObject("7").put("class_type", "EmptyImage"),
                request -> request.withObject("/prompt").putObject("7").put("class_type", "SaveImage"),
                request -> request.withObject("/prompt")
                        .putObject("7")
                        .put("class_type", "EmptyImage")
                        .putNull("inputs"),
                request -> request.putNull("extra_data"));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void poisonIsAcceptedAndTheWorkerDiesWhileHttpLivesOn(Consumer<ObjectNode> poison) {
        // Given
        ComfyUiSimulator simulator = server.simulator();
        String id = UUID.randomUUID().toString();
        ObjectNode request = Graph.stills(1).request().put("prompt_id", id);
        poison.accept(request);
        // When
        server.submit(request);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !simulator.executions().isEmpty());
        String next = server.submit(Graph.stills(1));
        server.post("/interrupt", "");
        server.post("/queue", "{\"delete\": [\"" + id + "\"]}");
        // Then
        assertThat(server.isRunning(id)).isTrue();
        assertThat(server.json("/queue").path("queue_pending").path(0).path(1).asText())
                .isEqualTo(next);
        assertThat(server.json("/history")).isEmpty();
        assertThat(simulator.executions().get(0).outcome()).isEqualTo(Execution.Outcome.WEDGED);
        simulator.restart();
        assertThat(server.run(Graph.stills(1)).path("status").path("completed").asBoolean())
                .isTrue();
    }

    @Test
    void clientIdThatIsNoTextTakesTheProcessDown() {
        // Given
        ComfyUiSimulator simulator = server.simulator();
        ObjectNode request = Graph.stills(1).request();
        request.putArray("client_id").add("x");
        // When
        server.submit(request);
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> isDown(server));
        simulator.restart();
        assertThat(server.json("/queue").path("queue_running")).isEmpty();
    }

    static boolean isDown(ComfyServer server) {
        try {
            server.trySend(java.net.http.HttpRequest.newBuilder(server.uri("/prompt")));
            return false;
        } catch (java.io.IOException e) {
            return true;
        }
    }
}
