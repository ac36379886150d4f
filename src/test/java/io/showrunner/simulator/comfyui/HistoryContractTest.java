package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryContractTest {
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
    void unknownIdIsAnEmptyObject() {
        var reply = server.get("/history/" + UUID.randomUUID());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{}");
    }

    @Test
    void finishedPromptHasTupleOutputsStatusAndMeta() {
        // When
        JsonNode entry = server.run(Graph.stills(1));
        // Then
        assertThat(entry.path("prompt")).hasSize(5);
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("success");
        assertThat(entry.path("status").path("completed").asBoolean()).isTrue();
        assertThat(messages(entry)).containsExactly("execution_start", "execution_cached", "execution_success");
        JsonNode first = entry.path("status").path("messages").path(0).path(1);
        assertThat(first.path("timestamp").asLong()).isGreaterThan(1_600_000_000_000L);
        assertThat(first.path("prompt_id").asText())
                .isEqualTo(entry.path("prompt").path(1).asText());
        assertThat(entry.path("meta").path("9").path("display_node").asText()).isEqualTo("9");
        assertThat(entry.path("outputs").has("1")).isFalse();
    }

    @Test
    void extraDataComesBackWithoutTheKeysOfThePaidService() {
        // Given
        ObjectNode request = Graph.stills(1).request();
        request.putObject("extra_data")
                .put("api_key_comfy_org", "x")
                .putObject("extra_pnginfo")
                .put("job", "j1");
        // When
        JsonNode extra = server.finished(server.submit(request)).path("prompt").path(3);
        // Then
        assertThat(extra.path("extra_pnginfo").path("job").asText()).isEqualTo("j1");
        assertThat(extra.has("api_key_comfy_org")).isFalse();
    }

    @Test
    void failureNamesNodeTypeMessageAndWhatRanBefore() {
        // Given
        Graph graph = Graph.stills(1).with("9", "filename_prefix", "../outside");
        // When
        JsonNode entry = server.run(graph);
        // Then
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("error");
        assertThat(entry.path("status").path("completed").asBoolean()).isFalse();
        assertThat(messages(entry)).endsWith("execution_error");
        JsonNode error = entry.path("status").path("messages").path(2).path(1);
        assertThat(error.path("node_id").asText()).isEqualTo("9");
        assertThat(error.path("node_type").asText()).isEqualTo("SaveImage");
        assertThat(error.path("exception_type").asText()).isEqualTo("Exception");
        assertThat(error.path("exception_message").asText())
                .contains("outside the output folder")
                .endsWith("\n");
        assertThat(error.path("traceback").isArray()).isTrue();
        assertThat(error.path("current_inputs").has("filename_prefix")).isTrue();
        assertThat(error.path("executed").path(0).asText()).isEqualTo("1");
    }

    @Test
    void interruptIsAnErrorThatOnlyTheLastMessageTellsApart() {
        Blocker blocker = Blocker.on(server);
        blocker.close();
        JsonNode entry = server.finished(blocker.promptId());
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("error");
        assertThat(messages(entry)).endsWith("execution_interrupted");
    }

    @Test
    void pagesAreOldestFirstAndCountFromTheNewest() {
        // Given
        server.post("/history", "{\"clear\": true}");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = server.submit(Graph.stills(1));
            server.finished(id);
            ids.add(id);
        }
        // Then
        assertThat(ids("/history")).containsExactlyElementsOf(ids);
        assertThat(ids("/history?max_items=2")).containsExactly(ids.get(2), ids.get(3));
        assertThat(ids("/history?max_items=2&offset=1")).containsExactly(ids.get(1), ids.get(2));
        assertThat(server.get("/history?max_items=x").statusCode()).isEqualTo(500);
    }

    @Test
    void entriesCanBeDeleted() {
        String id = server.submit(Graph.stills(1));
        server.finished(id);
        var reply = server.post("/history", "{\"delete\": [\"" + id + "\"]}");
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(server.json("/history/" + id)).isEmpty();
    }

    private static List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        server.json(path).fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    private static List<String> messages(JsonNode entry) {
        return entry.path("status")
                .path("messages")
                .valueStream()
                .map(message -> message.path(0).asText())
                .toList();
    }
}
