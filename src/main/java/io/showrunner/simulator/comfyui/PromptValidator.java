package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Validates as the server does: only what an output node depends on, and one good output is enough. */
final class PromptValidator {
    private final NodeCatalogue catalogue;
    private final Folders folders;

    PromptValidator(NodeCatalogue catalogue, Folders folders) {
        this.catalogue = catalogue;
        this.folders = folders;
    }

    /** @param targets the only outputs wanted; empty for all */
    Verdict validate(ObjectNode prompt, Optional<List<String>> targets) {
        Optional<Verdict> unknown = unknownClass(prompt);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        List<String> outputs = outputs(prompt, targets);
        if (outputs.isEmpty()) {
            return Verdict.refused("prompt_no_outputs", "Prompt has no outputs", "", Wire.object());
        }
        return judge(prompt, outputs);
    }

    private Verdict judge(ObjectNode prompt, List<String> outputs) {
        var graph = new GraphCheck(prompt, catalogue, folders);
        ObjectNode nodeErrors = Wire.object();
        List<String> good = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (String output : outputs) {
            GraphCheck.Result result = graph.checkOutput(output);
            if (result.valid()) {
                good.add(output);
                continue;
            }
            result.errors()
                    .forEach(e -> reasons.add(e.path("message").asText() + ": "
                            + e.path("details").asText()));
            graph.results().forEach((id, checked) -> report(nodeErrors, prompt, id, checked, output));
        }
        if (good.isEmpty()) {
            return Verdict.refused(
                    "prompt_outputs_failed_validation",
                    "Prompt outputs failed validation",
                    String.join("\n", reasons),
                    nodeErrors);
        }
        return new Verdict(Optional.empty(), good, nodeErrors);
    }

    private static void report(
            ObjectNode nodeErrors, ObjectNode prompt, String id, GraphCheck.Result checked, String output) {
        if (checked.valid() || checked.errors().isEmpty()) {
            return;
        }
        ObjectNode entry = nodeErrors.get(id) instanceof ObjectNode known ? known : nodeErrors.putObject(id);
        if (entry.isEmpty()) {
            checked.errors().forEach(entry.withArrayProperty("errors")::add);
            entry.putArray("dependent_outputs");
            entry.set("class_type", prompt.path(id).path("class_type"));
        }
        entry.withArrayProperty("dependent_outputs").add(output);
    }

    private Optional<Verdict> unknownClass(ObjectNode prompt) {
        for (Map.Entry<String, JsonNode> node : prompt.properties()) {
            String details = "Node ID '#" + node.getKey() + "'";
            if (!node.getValue().has("class_type")) {
                return Optional.of(Verdict.refused(
                        "invalid_prompt",
                        "Cannot execute because a node is missing the class_type property.",
                        details,
                        Wire.object()));
            }
            String name = PythonText.of(node.getValue().get("class_type"));
            if (catalogue.find(name).isEmpty()) {
                return Optional.of(Verdict.refused(
                        "invalid_prompt",
                        "Cannot execute because node " + name + " does not exist.",
                        details,
                        Wire.object()));
            }
        }
        return Optional.empty();
    }

    private List<String> outputs(ObjectNode prompt, Optional<List<String>> targets) {
        Map<String, NodeClass> classes = new LinkedHashMap<>();
        prompt.properties().forEach(node -> catalogue
                .find(node.getValue().path("class_type").asText())
                .ifPresent(found -> classes.put(node.getKey(), found)));
        return classes.entrySet().stream()
                .filter(entry -> entry.getValue().outputNode())
                .map(Map.Entry::getKey)
                .filter(id -> targets.isEmpty() || targets.get().contains(id))
                .toList();
    }
}
