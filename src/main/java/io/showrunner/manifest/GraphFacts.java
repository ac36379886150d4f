package io.showrunner.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.manifest.SceneManifest.Model;
import io.showrunner.manifest.SceneManifest.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a workflow says about how its pictures are made, whatever classes its nodes have: samplers of custom packages, and
 * those that are put together of several nodes, give their settings the same names.
 */
final class GraphFacts {
    private static final Set<String> SAMPLING = Set.of(
            "seed",
            "noise_seed",
            "steps",
            "cfg",
            "min_cfg",
            "guidance",
            "sampler_name",
            "scheduler",
            "denoise",
            "add_noise",
            "start_at_step",
            "end_at_step",
            "return_with_leftover_noise",
            "eta",
            "s_noise",
            "strength");
    private static final Pattern MODEL =
            Pattern.compile("(?i).+\\.(safetensors|sft|ckpt|pt|pt2|pth|bin|pkl|gguf|onnx)");
    private static final String OUR_UPLOADS = "showrunner/";

    private final ObjectNode workflow;

    GraphFacts(ObjectNode workflow) {
        this.workflow = workflow;
    }

    List<Sampler> samplers() {
        List<Sampler> samplers = new ArrayList<>();
        workflow.properties().forEach(node -> {
            Map<String, JsonNode> settings = new TreeMap<>();
            node.getValue().path("inputs").properties().stream()
                    .filter(input -> SAMPLING.contains(input.getKey()))
                    .filter(input -> input.getValue().isValueNode())
                    .forEach(input -> settings.put(input.getKey(), input.getValue()));
            if (!settings.isEmpty()) {
                samplers.add(new Sampler(node.getKey(), classOf(node.getValue()), title(node.getValue()), settings));
            }
        });
        return samplers;
    }

    List<Model> models() {
        List<Model> models = new ArrayList<>();
        workflow.properties().forEach(node -> node.getValue().path("inputs").properties().stream()
                .filter(input -> input.getValue().isTextual())
                .filter(input -> MODEL.matcher(input.getValue().textValue()).matches())
                .forEach(input -> models.add(new Model(
                        node.getKey(),
                        classOf(node.getValue()),
                        input.getKey(),
                        input.getValue().textValue()))));
        return models;
    }

    /** The picture of ours that it starts from, as it names it. */
    Optional<String> upload() {
        return workflow.findValues("image").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(image -> image.startsWith(OUR_UPLOADS))
                .findFirst();
    }

    private static String classOf(JsonNode node) {
        return node.path("class_type").asText();
    }

    private static String title(JsonNode node) {
        return node.path("_meta").path("title").textValue();
    }
}
