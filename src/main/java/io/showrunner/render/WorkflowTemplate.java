package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A workflow with its mapping, checked: every binding has its node and an input that takes it. Immutable. */
public final class WorkflowTemplate {
    private final String name;
    private final MappingFile mapping;
    private final ObjectNode workflow;
    private final List<BoundInput> bound;

    WorkflowTemplate(String name, MappingFile mapping, ObjectNode workflow, List<BoundInput> bound) {
        this.name = name;
        this.mapping = mapping;
        this.workflow = workflow.deepCopy();
        this.bound = List.copyOf(bound);
    }

    /** What a brief calls it. */
    public String name() {
        return name;
    }

    /** SHA-256 of the workflow that everything is made from, hexadecimal. */
    String hash() {
        return Sha256.hex(Json.canonical(workflow));
    }

    /** One line for the person who chooses; empty when the author wrote none. */
    public String description() {
        return mapping.description() == null ? "" : mapping.description();
    }

    /** The node whose files are the frames. */
    public String framesNode() {
        return mapping.framesNode();
    }

    /** Model folder of ComfyUI to the names that the mapping requires in it and that no input of the workflow names. */
    NavigableMap<String, NavigableSet<String>> otherModels() {
        NavigableMap<String, NavigableSet<String>> models = new TreeMap<>();
        mapping.requires().models().forEach((folder, names) -> names.stream()
                .filter(name -> !isNamed(name))
                .forEach(name ->
                        models.computeIfAbsent(folder, f -> new TreeSet<>()).add(name)));
        return models;
    }

    private boolean isNamed(String model) {
        return workflow.properties().stream()
                .flatMap(node -> node.getValue().get("inputs").properties().stream())
                .anyMatch(input -> model.equals(input.getValue().textValue()));
    }

    /** GPU memory it needs, in MB, as its author estimates; empty when not said. */
    public Optional<Integer> vramEstimate() {
        return Optional.ofNullable(mapping.vramEstimate());
    }

    /** How long a scene takes on average as its author expects; empty when not said. */
    public Optional<ExpectedSeconds> expectedSeconds() {
        return Optional.ofNullable(mapping.expectedSeconds());
    }

    /** How it is made with less memory, the largest first. */
    List<SmallerProfile> smaller() {
        return mapping.smaller();
    }

    /** The same with the nodes that the profile puts in place of others. */
    WorkflowTemplate with(SmallerProfile profile) {
        return new WorkflowTemplate(name, mapping, profile.replaceIn(workflow()), bound);
    }

    /** Node id to load, inference, video or save. */
    public Map<String, String> phases() {
        return mapping.phases();
    }

    /** True when it starts from a picture that the scene must bring. */
    public boolean needsKeyframe() {
        return bound.stream().anyMatch(each -> each.binding() == Binding.KEYFRAME_IMAGE && each.required());
    }

    /** True when it can start from a picture that the scene brings. */
    boolean takesKeyframe() {
        return bound.stream().anyMatch(each -> each.binding() == Binding.KEYFRAME_IMAGE);
    }

    /** Frames it makes when no input decides it; empty when one does, or nobody knows. */
    Optional<Integer> fixedFrames() {
        return Optional.ofNullable(mapping.expectedFrames());
    }

    /** A copy that may be changed. */
    ObjectNode workflow() {
        return workflow.deepCopy();
    }

    /** Numbers and model names that a workflow made from this template has, whoever chose them, by the binding's word. */
    Map<String, JsonNode> knobs(ObjectNode made) {
        Map<String, JsonNode> knobs = new TreeMap<>();
        bound.stream()
                .filter(each -> Binding.KNOBS.contains(each.binding()))
                .forEach(each -> knobs.putIfAbsent(
                        each.binding().word(),
                        made.get(each.nodeId()).get("inputs").get(each.input())));
        return knobs;
    }

    List<BoundInput> bound() {
        return bound;
    }
}
