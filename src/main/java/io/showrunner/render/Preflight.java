package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.NodeCatalogue.Input;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges whether a server can run a workflow by what the server says it has, before anything is posted. Model names get
 * the server's own spelling: a server on Windows lists {@code svd\svd_xt.safetensors}, others {@code svd/svd_xt.safetensors},
 * and each takes only its own.
 */
final class Preflight {
    private static final Pattern MODEL =
            Pattern.compile("(?i).+\\.(safetensors|sft|ckpt|pt|pt2|pth|bin|pkl|gguf|onnx)");
    private static final int MOST_NAMED = 5;

    private final String instanceId;
    private final NodeCatalogue catalogue;
    private final WorkflowTemplate template;
    private final ObjectNode workflow;
    private final List<String> problems = new ArrayList<>();

    private Preflight(String instanceId, NodeCatalogue catalogue, WorkflowTemplate template, ObjectNode workflow) {
        this.instanceId = instanceId;
        this.catalogue = catalogue;
        this.template = template;
        this.workflow = workflow.deepCopy();
    }

    /**
     * The workflow as this server takes it.
     *
     * @throws UnfitServer when the server lacks something that the workflow needs
     */
    static ObjectNode fit(String instanceId, NodeCatalogue catalogue, WorkflowTemplate template, ObjectNode workflow) {
        return new Preflight(instanceId, catalogue, template, workflow).fit();
    }

    private ObjectNode fit() {
        checkClasses();
        workflow.properties().forEach(node -> node.getValue().get("inputs").properties().stream()
                .filter(input -> isModel(input.getValue()))
                .toList()
                .forEach(input -> fitModel(node.getKey(), input.getKey(), input.getValue())));
        checkOtherModels();
        template.bound().forEach(this::checkText);
        if (!problems.isEmpty()) {
            throw new UnfitServer(instanceId, template.name(), problems);
        }
        return workflow;
    }

    private void checkClasses() {
        Map<String, List<String>> missing = new TreeMap<>();
        workflow.properties().forEach(node -> {
            String classType = classOf(node.getKey());
            if (!catalogue.has(classType)) {
                missing.computeIfAbsent(classType, name -> new ArrayList<>()).add(node.getKey());
            }
        });
        missing.forEach((classType, nodes) ->
                problems.add("it has no node class " + classType + " (node " + String.join(", ", nodes)
                        + "); install the package that brings it there, or choose another workflow"));
    }

    private void fitModel(String nodeId, String input, JsonNode name) {
        Optional<List<String>> offered = catalogue.input(classOf(nodeId), input).map(Input::options);
        if (offered.isEmpty()) {
            return;
        }
        Optional<String> spelt = spelling(name.textValue(), offered.get());
        spelt.ifPresent(own -> ((ObjectNode) workflow.get(nodeId).get("inputs")).put(input, own));
        if (spelt.isEmpty()) {
            String where = "node " + nodeId + " (" + classOf(nodeId) + ", " + input + ")";
            problems.add("it has no model " + name.textValue() + " for " + where + ", "
                    + named(name.textValue(), offered.get()) + "; put the model there, or name another in "
                    + whereToName(nodeId, input));
        }
    }

    /** Models that the mapping declares and no input names: some node loads them by itself. */
    private void checkOtherModels() {
        Collection<String> offered = catalogue.options();
        template.otherModels().forEach((folder, names) -> names.stream()
                .filter(name -> spelling(name, offered).isEmpty())
                .forEach(name ->
                        problems.add("it has no model " + name + " in " + folder + ", which its mapping requires")));
    }

    private void checkText(BoundInput bound) {
        if (bound.binding().isFreeText()) {
            catalogue
                    .input(classOf(bound.nodeId()), bound.input())
                    .filter(input -> !input.takesText())
                    .ifPresent(input -> problems.add(
                            bound.where() + " takes " + input.type() + " there, not text; correct the mapping"));
        }
    }

    private String whereToName(String nodeId, String input) {
        return template.bound().stream()
                .filter(bound -> bound.nodeId().equals(nodeId) && bound.input().equals(input))
                .flatMap(bound -> bound.binding().setting().stream())
                .findFirst()
                .map(setting -> setting + " or in the workflow")
                .orElse("the workflow");
    }

    private String classOf(String nodeId) {
        return workflow.get(nodeId).get("class_type").textValue();
    }

    private static boolean isModel(JsonNode value) {
        return value.isTextual() && MODEL.matcher(value.textValue()).matches();
    }

    private static Optional<String> spelling(String wanted, Collection<String> offered) {
        return offered.contains(wanted)
                ? Optional.of(wanted)
                : offered.stream()
                        .filter(each -> slashed(each).equals(slashed(wanted)))
                        .findFirst();
    }

    /** The same file in another folder is what somebody most likely meant. */
    private static String named(String wanted, List<String> offered) {
        if (offered.isEmpty()) {
            return "and none at all";
        }
        String first = offered.stream()
                .sorted(Comparator.comparing(each -> !fileOf(each).equals(fileOf(wanted))))
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        return "only " + first + (offered.size() > MOST_NAMED ? " and " + (offered.size() - MOST_NAMED) + " more" : "");
    }

    private static String fileOf(String model) {
        return slashed(model).replaceFirst(".*/", "");
    }

    private static String slashed(String model) {
        return model.replace('\\', '/');
    }
}
