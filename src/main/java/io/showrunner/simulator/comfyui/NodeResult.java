package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a node produced.
 *
 * @param values one per output slot
 * @param ui what history and {@code executed} show; only output nodes have it
 */
record NodeResult(List<Object> values, Optional<ObjectNode> ui) {
    static NodeResult of(Object... values) {
        return new NodeResult(List.of(values), Optional.empty());
    }

    static NodeResult shown(ObjectNode ui) {
        return new NodeResult(List.of(), Optional.of(ui));
    }
}
