package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.SimulatedCard;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VramTest {
    private static final long MB = 1024 * 1024;
    private ComfyServer server;

    @BeforeEach
    void start() {
        server = ComfyServer.fast();
        server.simulator();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void firstSceneTakesTheModelsAndTheSecondTakesNothing() {
        // Given
        long atRest = freeMb();
        // When
        server.run(Graph.video(1, 3));
        long afterFirst = freeMb();
        server.run(Graph.video(2, 3));
        // Then
        assertThat(atRest - afterFirst).isEqualTo(2_100 + 4_300);
        assertThat(freeMb()).isEqualTo(afterFirst);
    }

    @Test
    void freeGivesTheModelsBackAndTheNextSceneLoadsThemAgain() {
        // Given
        long atRest = freeMb();
        server.run(Graph.keyframe(1, 1));
        // When
        server.post("/free", "{\"unload_models\": true, \"free_memory\": true}");
        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> freeMb() == atRest);
        server.run(Graph.keyframe(2, 1));
        assertThat(freeMb()).isEqualTo(atRest - 2_100);
    }

    @Test
    void samplingTakesAPeakThatComesBackAfterwards() {
        // Given
        server.run(Graph.keyframe(1, 1));
        long resident = freeMb();
        Graph large = Graph.keyframe(2, 60).with("13", "width", 1024).with("13", "height", 576);
        // When
        String id = server.submit(large);
        // Then
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> freeMb() == resident - 1_250);
        server.finished(id);
        assertThat(freeMb()).isEqualTo(resident);
        assertThat(device().path("torch_vram_total").asLong() / MB).isEqualTo(2_100 + 1_250);
        assertThat(device().path("torch_vram_free").asLong() / MB).isEqualTo(1_250);
    }

    @Test
    void smallCardRunsOutOfMemoryOnItsOwn() {
        var options = ComfyUiOptions.builder()
                .pace(Pace.watchable().scaled(0.02))
                .gpu(Gpu.ofSize("Simulated RTX 3050", 4_096))
                .build();
        try (var small = ComfyServer.start(options)) {
            JsonNode error =
                    small.run(Graph.video(1, 2)).path("status").path("messages").path(2);
            assertThat(error.path(0).asText()).isEqualTo("execution_error");
            assertThat(error.path(1).path("exception_type").asText()).endsWith("OutOfMemoryError");
        }
    }

    @Test
    void aSharedCardHasNoRoomWhileSomebodyElseHoldsIt() {
        // Given
        SimulatedCard card = new SimulatedCard(24_564);
        card.hold("a language model", 21_000);
        var options = ComfyUiOptions.builder()
                .pace(Pace.watchable().scaled(0.02))
                .card(card)
                .build();
        try (var shared = ComfyServer.start(options)) {
            // When
            JsonNode error = shared.run(Graph.video(1, 2))
                    .path("status")
                    .path("messages")
                    .path(2);

            // Then
            assertThat(error.path(1).path("exception_type").asText()).endsWith("OutOfMemoryError");

            // When
            card.hold("a language model", 0);
            shared.run(Graph.video(2, 2));

            // Then
            assertThat(card.heldBy("ComfyUI")).isGreaterThanOrEqualTo(2_100 + 4_300);
        }
    }

    @Test
    void memoryOfOtherProgramsStaysGoneAfterFree() {
        long atRest = freeMb();
        server.simulator().faults().foreignVram(20_000);
        server.post("/free", "{\"unload_models\": true}");
        assertThat(freeMb()).isEqualTo(atRest - 20_000);
    }

    private long freeMb() {
        return device().path("vram_free").asLong() / MB;
    }

    private JsonNode device() {
        return server.json("/system_stats").path("devices").path(0);
    }
}
