package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CacheContractTest {
    private static ComfyServer server;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void repeatedPromptNamesTheOldFilesAndWritesNone() throws IOException {
        // Given
        Graph graph = Graph.stills(2);
        JsonNode first = server.run(graph);
        Path file = server.simulator()
                .outputDirectory()
                .resolve(image(first).path("subfolder").asText())
                .resolve(image(first).path("filename").asText());
        Files.delete(file);
        // When
        JsonNode second = server.run(graph);
        // Then
        assertThat(second.path("status").path("status_str").asText()).isEqualTo("success");
        assertThat(second.path("outputs")).isEqualTo(first.path("outputs"));
        assertThat(cached(second)).containsExactlyInAnyOrder("1", "9");
        assertThat(server.get(ComfyServer.view(image(second))).statusCode()).isEqualTo(404);
        assertThat(lastExecution().files()).isEmpty();
    }

    @Test
    void cachedOutputsAreStillAnnouncedToTheirClient() {
        String client = UUID.randomUUID().toString();
        Graph graph = Graph.stills(1);
        server.run(graph);
        try (var log = EventLog.of(server, client)) {
            server.submit(graph.request().put("client_id", client));
            log.awaitEnd();
            assertThat(log.of("executed").get(0).path("data").path("output").path("images"))
                    .hasSize(1);
        }
    }

    @Test
    void changedPrefixAloneSavesAgainFromTheCache() {
        Graph graph = Graph.stills(1);
        server.run(graph);
        JsonNode entry = server.run(graph.with("9", "filename_prefix", "contract/" + UUID.randomUUID() + "/again"));
        assertThat(cached(entry)).containsExactly("1");
        assertThat(image(entry).path("filename").asText()).isEqualTo("again_00001_.png");
    }

    @Test
    void renamedNodesHitTheCache() {
        // Given
        Graph first = Graph.stills(1);
        server.run(first);
        Graph renamed = new Graph();
        renamed.nodes().set("77", first.nodes().get("1"));
        // When
        JsonNode entry = server.run(renamed.node("9", "SaveImage")
                .link("9", "images", "77")
                .with("9", "filename_prefix", "contract/" + UUID.randomUUID() + "/frame"));
        // Then
        assertThat(cached(entry)).containsExactly("77");
    }

    @Test
    void onlyThePreviousPromptIsRemembered() {
        // Given
        Graph first = Graph.stills(1);
        server.run(first);
        server.run(Graph.stills(1).with("1", "color", 99));
        // When
        JsonNode again = server.run(first);
        // Then
        assertThat(cached(again)).isEmpty();
        assertThat(image(again).path("filename").asText()).isEqualTo("frame_00002_.png");
    }

    @Test
    void freeingMemoryForgetsTheCacheAndUnloadingModelsDoesNot() {
        // Given
        Graph graph = Graph.stills(1);
        server.run(graph);
        // When
        server.post("/free", "{\"unload_models\": true}");
        JsonNode kept = server.run(graph);
        // Then
        assertThat(cached(kept)).hasSize(2);
        // The worker applies the wish when it is idle; a prompt that comes at once can still be ahead of it.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            server.post("/free", "{\"free_memory\": true}");
            assertThat(cached(server.run(graph))).isEmpty();
        });
    }

    private static Execution lastExecution() {
        List<Execution> executions = server.simulator().executions();
        return executions.get(executions.size() - 1);
    }

    private static JsonNode image(JsonNode entry) {
        return entry.path("outputs").path("9").path("images").path(0);
    }

    private static List<String> cached(JsonNode entry) {
        List<String> ids = new ArrayList<>();
        entry.path("status").path("messages").path(1).path(1).path("nodes").forEach(id -> ids.add(id.asText()));
        return ids;
    }
}
