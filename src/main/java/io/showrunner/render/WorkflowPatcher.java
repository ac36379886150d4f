package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.comfyui.PromptGuard;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the values of a scene into a copy of a template. A value that the scene does not have leaves the template's own.
 * Frames get the prompt's prefix; files of other nodes go into the same folder under their template's base name, so that
 * they never count as frames.
 */
final class WorkflowPatcher {
    private final WorkflowTemplate template;
    private final ObjectNode workflow;

    private WorkflowPatcher(WorkflowTemplate template) {
        this.template = template;
        this.workflow = template.workflow();
    }

    /**
     * @param sceneFrames frames that the scene expects, for a workflow that does not say how many it makes
     * @throws UnusableWorkflow when something that the workflow needs is missing
     */
    static PatchedWorkflow patch(WorkflowTemplate template, Map<Binding, JsonNode> values, int sceneFrames) {
        return new WorkflowPatcher(template).patch(values, sceneFrames);
    }

    private PatchedWorkflow patch(Map<Binding, JsonNode> values, int sceneFrames) {
        List<String> problems = new ArrayList<>();
        template.bound().forEach(bound -> put(bound, values.get(bound.binding()), problems));
        problems.addAll(PromptGuard.problems(workflow));
        if (!problems.isEmpty()) {
            throw new UnusableWorkflow(template.name(), problems);
        }
        Integer frames = number(Binding.FRAME_COUNT);
        return new PatchedWorkflow(
                workflow,
                hash(),
                frames == null ? template.fixedFrames().orElse(sceneFrames) : frames,
                number(Binding.WIDTH),
                number(Binding.HEIGHT));
    }

    private void put(BoundInput bound, JsonNode value, List<String> problems) {
        ObjectNode inputs = inputs(bound);
        if (value != null) {
            inputs.set(bound.input(), bound.binding() == Binding.FILENAME_PREFIX ? prefix(bound, value) : value);
        } else if (bound.binding() == Binding.KEYFRAME_IMAGE && bound.required()) {
            problems.add("it starts from a picture, and the scene has no keyframe; add keyframes to the brief or choose"
                    + " another workflow");
        } else if (WorkflowToken.isIn(inputs.get(bound.input()))) {
            problems.add(bound.where() + ": the brief has no value for "
                    + inputs.get(bound.input()).textValue());
        }
    }

    private ObjectNode inputs(BoundInput bound) {
        return (ObjectNode) workflow.get(bound.nodeId()).get("inputs");
    }

    private JsonNode prefix(BoundInput bound, JsonNode framesPrefix) {
        if (bound.nodeId().equals(template.framesNode())) {
            return framesPrefix;
        }
        String frames = framesPrefix.textValue();
        int slash = frames.lastIndexOf('/') + 1;
        String own = inputs(bound).get(bound.input()).textValue();
        String name = own.substring(own.lastIndexOf('/') + 1);
        boolean clashes =
                name.isBlank() || WorkflowToken.isIn(TextNode.valueOf(name)) || name.equals(frames.substring(slash));
        return TextNode.valueOf(frames.substring(0, slash) + (clashes ? "node-" + bound.nodeId() : name));
    }

    private Integer number(Binding measure) {
        return template.bound().stream()
                .filter(bound -> bound.binding() == measure)
                .map(bound -> inputs(bound).get(bound.input()).intValue())
                .findFirst()
                .orElse(null);
    }

    private String hash() {
        ObjectNode deciding = workflow.deepCopy();
        deciding.forEach(node -> ((ObjectNode) node).remove("_meta"));
        template.bound().stream()
                .filter(bound -> bound.binding() == Binding.FILENAME_PREFIX)
                .forEach(bound -> ((ObjectNode) deciding.get(bound.nodeId()).get("inputs")).remove(bound.input()));
        return Sha256.hex(Json.canonical(deciding));
    }
}
