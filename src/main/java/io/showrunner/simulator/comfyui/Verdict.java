package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What validation says of a prompt.
 *
 * @param error the refusal; empty when at least one output is good
 * @param goodOutputs output nodes that will run
 * @param nodeErrors errors by node id, possibly of outputs that were dropped from an accepted prompt
 */
record Verdict(Optional<ObjectNode> error, List<String> goodOutputs, ObjectNode nodeErrors) {

    static Verdict refused(String type, String message, String details, ObjectNode nodeErrors) {
        return new Verdict(Optional.of(error(type, message, details, Wire.object())), List.of(), nodeErrors);
    }

    /** The shape of every error object of this API. */
    static ObjectNode error(String type, String message, String details, ObjectNode extra) {
        ObjectNode error =
                Wire.object().put("type", type).put("message", message).put("details", details);
        error.set("extra_info", extra);
        return error;
    }
}
