package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<Arguments> refusedGraphs() {
        Graph noClass = Graph.stills(1);
        ((ObjectNode) noClass.nodes().get("1")).remove("class_type");
        return Stream.of(
                Arguments.of(new Graph(), "prompt_no_outputs", "Prompt has no outputs", ""),
                Arguments.of(new Graph().emptyImage(1, 0), "prompt_no_outputs", "Prompt has no outputs", ""),
                Arguments.of(
                        Graph.stills(1).node("5", "NoSuchNode"),
                        "invalid_prompt",
                        "Cannot execute because node NoSuchNode does not exist.",
                        "Node ID '#5'"),
                Arguments.of(
                        noClass,
                        "invalid_prompt",
                        "Cannot execute because a node is missing the class_type property.",
                        "Node ID '#1'"));
    }

    @ParameterizedTest
    @MethodSource("refusedGraphs")
    void graphThatCannotRunIsRefused(Graph graph, String type, String message, String details) {
        JsonNode refusal = refused(graph.request());
        assertThat(refusal.path("error").path("type").asText()).isEqualTo(type);
        assertThat(refusal.path("error").path("message").asText()).isEqualTo(message);
        assertThat(refusal.path("error").path("details").asText()).isEqualTo(details);
        assertThat(refusal.path("node_errors")).isEmpty();
    }

    static Stream<Arguments> invalidNodes() {
        return Stream.of(
                Arguments.of(Graph.stills(1).without("1", "width"), "1", "required_input_missing"),
                Arguments.of(Graph.stills(1).with("1", "width", 0), "1", "value_smaller_than_min"),
                Arguments.of(Graph.stills(1).with("1", "width", 99_999), "1", "value_bigger_than_max"),
                Arguments.of(Graph.stills(1).with("1", "width", "wide"), "1", "invalid_input_type"),
                Arguments.of(scaled("no-such-method"), "2", "value_not_in_list"),
                Arguments.of(Graph.stills(1).link("9", "images", "4711"), "9", "exception_during_validation"),
                Arguments.of(Graph.stills(1).link("9", "images", "1", 3), "9", "exception_during_validation"),
                Arguments.of(
                        Graph.stills(1)
                                .node("3", "SolidMask")
                                .with("3", "value", 1.0)
                                .with("3", "width", 8)
                                .with("3", "height", 8)
                                .link("9", "images", "3"),
                        "9",
                        "return_type_mismatch"),
                Arguments.of(
                        new Graph()
                                .node("1", "LoadImage")
                                .with("1", "image", "no such file.png")
                                .save("contract/x"),
                        "1",
                        "custom_validation_failed"));
    }

    @ParameterizedTest
    @MethodSource("invalidNodes")
    void invalidNodeIsNamedWithItsErrorAndTheOutputsThatNeedIt(Graph graph, String node, String type) {
        JsonNode refusal = refused(graph.request());
        assertThat(refusal.path("error").path("type").asText()).isEqualTo("prompt_outputs_failed_validation");
        JsonNode entry = refusal.path("node_errors").path(node);
        assertThat(entry.path("errors").path(0).path("type").asText()).isEqualTo(type);
        assertThat(entry.path("dependent_outputs").path(0).asText()).isEqualTo("9");
        assertThat(entry.path("class_type").asText())
                .isEqualTo(graph.nodes().path(node).path("class_type").asText());
    }

    @Test
    void linkOfThreeElementsIsABadLink() {
        Graph graph = Graph.stills(1);
        graph.nodes().withObject("/9/inputs").putArray("images").add("1").add(0).add(0);
        JsonNode errors = refused(graph.request()).path("node_errors").path("9").path("errors");
        assertThat(errors.path(0).path("type").asText()).isEqualTo("bad_linked_input");
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

    private static Graph scaled(String method) {
        return Graph.stills(1)
                .node("2", "ImageScale")
                .link("2", "image", "1")
                .with("2", "upscale_method", method)
                .with("2", "width", 32)
                .with("2", "height", 32)
                .with("2", "crop", "disabled")
                .link("9", "images", "2");
    }

    private static JsonNode post(ObjectNode request) {
        HttpResponse<String> reply = server.post("/prompt", Wire.text(request));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return ComfyServer.parse(reply.body());
    }

    private static JsonNode refused(ObjectNode request) {
        HttpResponse<String> reply = server.post("/prompt", Wire.text(request));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        return ComfyServer.parse(reply.body());
    }
}
