package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptContractTest {
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
    void promptBecomesFilesThatHistoryListsAndViewGives() throws IOException {
        // Given
        Graph graph = Graph.stills(3);
        // When
        JsonNode entry = server.run(graph);
        // Then
        JsonNode images = entry.path("outputs").path("9").path("images");
        assertThat(images).hasSize(3);
        assertThat(images.path(0).path("filename").asText()).isEqualTo("frame_00001_.png");
        assertThat(images.path(0).path("subfolder").asText()).startsWith("contract/");
        assertThat(images.path(0).path("type").asText()).isEqualTo("output");
        byte[] png = server.bytes(ComfyServer.view(images.path(2))).body();
        var picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isEqualTo(64);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    @Test
    void videoGraphSavesAsManyFramesAsItSamples() {
        server.simulator();
        // When
        JsonNode entry = server.run(Graph.video(7, 5));
        // Then
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("success");
        assertThat(entry.path("outputs").path("7").path("images")).hasSize(5);
        assertThat(entry.path("outputs").path("16").path("images")).hasSize(1);
    }

    @Test
    void replyNamesIdNumberAndNoErrors() {
        // Given
        String id = UUID.randomUUID().toString();
        // When
        JsonNode reply = post(Graph.stills(1).request().put("prompt_id", id));
        // Then
        assertThat(reply.path("prompt_id").asText()).isEqualTo(id);
        assertThat(reply.path("number").isIntegralNumber()).isTrue();
        assertThat(reply.path("node_errors").isObject()).isTrue();
        assertThat(reply.path("node_errors")).isEmpty();
    }

    @Test
    void invalidPromptsUseUpANumberAndExplicitNumbersDoNot() {
        // Given
        int before = post(Graph.stills(1).request()).path("number").asInt();
        // When
        server.post("/prompt", "{}");
        JsonNode explicit = post(Graph.stills(1).request().put("number", -7));
        int after = post(Graph.stills(1).request()).path("number").asInt();
        // Then
        assertThat(explicit.path("number").isFloatingPointNumber()).isTrue();
        assertThat(after).isEqualTo(before + 2);
    }

    @Test
    void frontGetsTheNegativeCounter() {
        // Given
        int before = post(Graph.stills(1).request()).path("number").asInt();
        // When
        JsonNode reply = post(Graph.stills(1).request().put("front", true));
        // Then
        assertThat(reply.path("number").asInt()).isEqualTo(-(before + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"number\": 3}", "\"text\""})
    void missingPromptIsRefused(String body) {
        HttpResponse<String> reply = server.post("/prompt", body);
        assertThat(reply.statusCode()).isEqualTo(400);
        JsonNode refusal = ComfyServer.parse(reply.body());
        assertThat(refusal.path("error").path("type").asText()).isEqualTo("no_prompt");
        assertThat(refusal.path("error").path("message").asText()).isEqualTo("No prompt provided");
        assertThat(refusal.path("node_errors")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"prompt\": null}", "7", "{\"prompt\": {}, \"number\": \"x\"}"})
    void whatPythonTripsOverIsA500(String body) {
        HttpResponse<String> reply = server.post("/prompt", body);
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(reply.body()).startsWith("500 Internal Server Error\n\nServer got itself in trouble");
    }

    @Test
    void oneValidOutputIsEnoughAndTheInvalidOneIsDropped() {
        // Given
        Graph graph = Graph.stills(1).node("8", "SaveImage").with("8", "filename_prefix", "contract/dropped");
        // When
        JsonNode reply = post(graph.request());
        JsonNode entry = server.finished(reply.path("prompt_id").asText());
        // Then
        assertThat(reply.path("node_errors")
                        .path("8")
                        .path("errors")
                        .path(0)
                        .path("type")
                        .asText())
                .isEqualTo("required_input_missing");
        assertThat(entry.path("status").path("status_str").asText()).isEqualTo("success");
        assertThat(entry.path("outputs").has("8")).isFalse();
        assertThat(entry.path("prompt").path(4)).hasSize(1);
    }

    @Test
    void onlyTheTargetsOfAPartialExecutionRun() {
        // Given
        Graph graph = Graph.stills(1)
                .node("8", "SaveImage")
                .link("8", "images", "1")
                .with("8", "filename_prefix", "contract/not-wanted");
        ObjectNode request = graph.request();
        request.putArray("partial_execution_targets").add("9");
        // When
        JsonNode entry = server.finished(post(request).path("prompt_id").asText());
        // Then
        assertThat(entry.path("outputs").has("9")).isTrue();
        assertThat(entry.path("outputs").has("8")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"18446744073709551615, true", "18446744073709551616, false"})
    void seedsReachTwoToThe64MinusOne(String seed, boolean valid) {
        server.simulator();
        Graph graph = Graph.keyframe(0, 1).with("14", "seed", new java.math.BigInteger(seed));
        int status = server.post("/prompt", Wire.text(graph.request())).statusCode();
        assertThat(status).isEqualTo(valid ? 200 : 400);
    }

    private static JsonNode post(ObjectNode request) {
        HttpResponse<String> reply = server.post("/prompt", Wire.text(request));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return ComfyServer.parse(reply.body());
    }
}
