package io.showrunner.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a workflow is made with less memory, as its mapping says.
 *
 * @param name what a report calls it
 * @param scale of width and height; 1 leaves them
 * @param mostFrames frames beyond which a scene is cut; null leaves them
 * @param vramEstimate GPU memory that it needs, in MB
 * @param replace node id to the node that takes its place; inputs that it does not name stay
 * @param values by binding, such as the checkpoint of a quantized model
 */
record SmallerProfile(
        String name,
        double scale,
        Integer mostFrames,
        @JsonProperty("vramEstimateMB") Integer vramEstimate,
        Map<String, Replacement> replace,
        Map<String, JsonNode> values) {
    private static final int STEP = 8;
    private static final int LEAST = 64;

    /** A node in place of another one. */
    record Replacement(@JsonProperty("class_type") String classType, ObjectNode inputs) {}

    SmallerProfile {
        replace = replace == null ? Map.of() : Map.copyOf(replace);
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    /** The values of a scene that is made by this profile; what decides them at the wanted size is already in {@code full}. */
    Map<Binding, JsonNode> shrink(Map<Binding, JsonNode> wanted, PatchedWorkflow full) {
        Map<Binding, JsonNode> smaller = new EnumMap<>(wanted);
        if (full.width() != null && full.height() != null) {
            smaller.put(Binding.WIDTH, IntNode.valueOf(scaled(full.width())));
            smaller.put(Binding.HEIGHT, IntNode.valueOf(scaled(full.height())));
        }
        if (mostFrames != null) {
            smaller.put(Binding.FRAME_COUNT, IntNode.valueOf(Math.min(full.frames(), mostFrames)));
        }
        values.forEach((word, value) -> smaller.put(Binding.of(word).orElseThrow(), value));
        return smaller;
    }

    /** The workflow with the nodes that take the place of others. */
    ObjectNode replaceIn(ObjectNode workflow) {
        replace.forEach((nodeId, replacement) -> {
            ObjectNode node = (ObjectNode) workflow.get(nodeId);
            node.put("class_type", replacement.classType());
            if (replacement.inputs() != null) {
                ((ObjectNode) node.get("inputs")).setAll(replacement.inputs());
            }
        });
        return workflow;
    }

    private int scaled(int pixels) {
        int rounded = (int) Math.round(pixels * scale / STEP) * STEP;
        return Math.min(pixels, Math.max(LEAST, rounded));
    }
}
