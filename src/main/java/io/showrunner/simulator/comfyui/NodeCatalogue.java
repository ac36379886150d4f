package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The node classes this server has. Lists of model and input files are filled in whenever somebody looks. */
final class NodeCatalogue {
    private static final List<String> SAMPLERS = List.of(
            "euler",
            "euler_ancestral",
            "heun",
            "dpm_2",
            "dpm_2_ancestral",
            "lms",
            "dpmpp_2s_ancestral",
            "dpmpp_sde",
            "dpmpp_2m",
            "dpmpp_2m_sde",
            "dpmpp_3m_sde",
            "ddpm",
            "lcm",
            "ddim",
            "uni_pc",
            "uni_pc_bh2");
    private static final List<String> SCHEDULERS = List.of(
            "simple",
            "sgm_uniform",
            "karras",
            "exponential",
            "ddim_uniform",
            "beta",
            "normal",
            "linear_quadratic",
            "kl_optimal");

    private final JsonNode definitions;
    private final Set<String> missing;
    private final Map<String, List<String>> models;
    private final Folders folders;

    /** @param missing classes to leave out, as on a server without the package that brings them */
    NodeCatalogue(Set<String> missing, Map<String, List<String>> models, Folders folders) {
        this.definitions = definitions();
        this.missing = missing;
        this.models = models;
        this.folders = folders;
    }

    Optional<NodeClass> find(String name) {
        JsonNode definition = definitions.get(name);
        if (definition == null || missing.contains(name)) {
            return Optional.empty();
        }
        List<String> outputs = texts(definition.path("output"));
        return Optional.of(new NodeClass(
                name,
                definition.path("category").asText(),
                inputs(definition.path("required")),
                inputs(definition.path("optional")),
                inputs(definition.path("hidden")),
                outputs,
                definition.has("output_name") ? texts(definition.get("output_name")) : outputs,
                definition.path("output_node").asBoolean()));
    }

    ObjectNode info() {
        ObjectNode all = Wire.object();
        definitions.fieldNames().forEachRemaining(name -> find(name).ifPresent(node -> all.set(name, node.info())));
        return all;
    }

    private Map<String, JsonNode> inputs(JsonNode specifications) {
        Map<String, JsonNode> inputs = new LinkedHashMap<>();
        specifications.properties().forEach(field -> inputs.put(field.getKey(), filled(field.getValue())));
        return inputs;
    }

    private JsonNode filled(JsonNode specification) {
        String kind = specification.path(0).asText();
        if (!kind.startsWith("$")) {
            return specification;
        }
        List<String> values =
                switch (kind.substring(1)) {
                    case "samplers" -> SAMPLERS;
                    case "schedulers" -> SCHEDULERS;
                    case "input_images" -> folders.inputImages();
                    default -> models.getOrDefault(kind.substring(1), List.of());
                };
        ArrayNode copy = specification.deepCopy();
        copy.set(0, Wire.array(values));
        return copy;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(value -> texts.add(value.asText()));
        return List.copyOf(texts);
    }

    private static JsonNode definitions() {
        try (var stream = NodeCatalogue.class.getResourceAsStream("nodes.json")) {
            if (stream == null) {
                throw new IllegalStateException("the simulator's nodes.json is missing from the class path");
            }
            return Wire.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the simulator's nodes.json", e);
        }
    }
}
