package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.comfyui.PromptGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Puts a mapping and its workflow together, and collects everything that is wrong with the pair. */
final class TemplateCheck {
    private static final List<String> PHASES = List.of("load", "inference", "video", "save");

    private final String name;
    private final ObjectNode workflow;
    private final MappingFile mapping;
    private final List<String> workflowProblems = new ArrayList<>();
    private final List<String> mappingProblems = new ArrayList<>();
    private List<BoundInput> bound = List.of();

    TemplateCheck(String name, ObjectNode workflow, MappingFile mapping) {
        this.name = name;
        this.workflow = workflow;
        this.mapping = mapping;
    }

    /** @throws UnusableWorkflow with one sentence for each problem, each naming its file */
    WorkflowTemplate template() {
        workflowProblems.addAll(PromptGuard.problems(workflow));
        if (workflowProblems.isEmpty()) {
            stripEditorState();
            bound = new BindingResolution(workflow, mappingProblems).resolve(mapping.bindings());
            checkFramesNode();
            Binding.MEASURES.forEach(this::checkAgreement);
            checkPhases();
            checkNeeds();
            new ProfileCheck(workflow, bound, mappingProblems).check(mapping.smaller(), mapping.vramEstimate());
            checkUnboundTokens();
        }
        List<String> problems = Stream.concat(
                        workflowProblems.stream().map(problem -> name + ".workflow.json: " + problem),
                        mappingProblems.stream().map(problem -> name + ".mapping.json: " + problem))
                .toList();
        if (!problems.isEmpty()) {
            throw new UnusableWorkflow(name, problems);
        }
        return new WorkflowTemplate(name, mapping, workflow, bound);
    }

    private void stripEditorState() {
        workflow.forEach(node -> ((ObjectNode) node).remove("widgets_values"));
    }

    private void checkFramesNode() {
        String framesNode = mapping.framesNode();
        if (framesNode == null) {
            mappingProblems.add("framesNode is missing: the node whose files are the frames");
        } else if (!workflow.has(framesNode)) {
            mappingProblems.add("framesNode " + framesNode + " does not exist in the workflow");
        } else if (bound.stream()
                .noneMatch(each -> each.binding() == Binding.FILENAME_PREFIX
                        && each.nodeId().equals(framesNode))) {
            mappingProblems.add("binding filename_prefix is missing for node " + framesNode
                    + ", the framesNode: frames of different prompts could not be told apart");
        }
        Integer frames = mapping.expectedFrames();
        if (frames != null && (frames < 1 || frames > 4096)) {
            mappingProblems.add("expectedFrames is " + frames + "; it must be 1 to 4096");
        }
    }

    private void checkPhases() {
        mapping.phases().forEach((node, phase) -> {
            if (!workflow.has(node)) {
                mappingProblems.add("phases: node " + node + " does not exist in the workflow");
            }
            if (phase == null || !PHASES.contains(phase)) {
                mappingProblems.add("phases: node " + node + " is in phase " + phase + "; a phase is one of "
                        + String.join(", ", PHASES));
            }
        });
    }

    private void checkNeeds() {
        if (mapping.vramEstimate() != null && mapping.vramEstimate() < 0) {
            mappingProblems.add("vramEstimateMB is " + mapping.vramEstimate() + "; it must not be negative");
        }
        if (mapping.expectedSeconds() != null && !mapping.expectedSeconds().isRange()) {
            mappingProblems.add("expectedSeconds must have from above 0, and to that is not less");
        }
        mapping.requires().models().forEach((folder, names) -> {
            if (names == null || names.stream().anyMatch(name -> name == null || name.isBlank())) {
                mappingProblems.add("requires.models." + folder + ": needs a list of file names");
            }
        });
    }

    private void checkAgreement(Binding measure) {
        List<JsonNode> constants = bound.stream()
                .filter(each -> each.binding() == measure)
                .map(each -> workflow.get(each.nodeId()).get("inputs").get(each.input()))
                .distinct()
                .toList();
        if (constants.size() > 1) {
            mappingProblems.add("binding " + measure.word() + ": its inputs hold different values in the workflow, "
                    + String.join(
                            " and ", constants.stream().map(Objects::toString).toList()));
        }
    }

    private void checkUnboundTokens() {
        workflow.properties()
                .forEach(node -> node.getValue().get("inputs").properties().forEach(input -> {
                    boolean isBound = bound.stream()
                            .anyMatch(each -> each.nodeId().equals(node.getKey())
                                    && each.input().equals(input.getKey()));
                    if (!isBound && WorkflowToken.isIn(input.getValue())) {
                        workflowProblems.add("node " + node.getKey() + ", input " + input.getKey() + ": "
                                + input.getValue().textValue() + " is left over and no binding fills it");
                    }
                }));
    }
}
