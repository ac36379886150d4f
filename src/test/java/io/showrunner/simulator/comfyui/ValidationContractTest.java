package io.showrunner.simulator.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the server refuses, and how it says so. */
class ValidationContractTest {
    private static ComfyServer server;

    @BeforeAll
    static void start() {
        server = ComfyServer.fast();
    }

    @AfterAll
    static void stop() {
        server.close();
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
                Arguments.of(blended("no-such-mode"), "2", "value_not_in_list"),
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

    private static Graph blended(String mode) {
        return Graph.stills(1)
                .node("2", "ImageBlend")
                .link("2", "image1", "1")
                .link("2", "image2", "1")
                .with("2", "blend_factor", 0.5)
                .with("2", "blend_mode", mode)
                .link("9", "images", "2");
    }

    private static JsonNode refused(ObjectNode request) {
        HttpResponse<String> reply = server.post("/prompt", Wire.text(request));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(400);
        return ComfyServer.parse(reply.body());
    }
}
