package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What the server says about one node class.
 *
 * @param required input specifications by name, each {@code ["INT", {min, max}]} or {@code [["a", "b"], {}]}
 */
record NodeClass(
        String name,
        String category,
        Map<String, JsonNode> required,
        Map<String, JsonNode> optional,
        Map<String, JsonNode> hidden,
        List<String> outputs,
        List<String> outputNames,
        boolean outputNode) {

    /** The entry of {@code GET /object_info}. */
    ObjectNode info() {
        ObjectNode info = Wire.object();
        info.set("input", groups(false));
        info.set("input_order", groups(true));
        info.set("output", Wire.array(outputs));
        ArrayNode lists = info.putArray("output_is_list");
        outputs.forEach(output -> lists.add(false));
        info.set("output_name", Wire.array(outputNames));
        return info.put("name", name)
                .put("display_name", name)
                .put("description", "")
                .put("python_module", "nodes")
                .put("category", category)
                .put("output_node", outputNode);
    }

    private ObjectNode groups(boolean namesOnly) {
        ObjectNode groups = Wire.object();
        put(groups, "required", required, namesOnly);
        if (!optional.isEmpty()) {
            put(groups, "optional", optional, namesOnly);
        }
        if (!hidden.isEmpty()) {
            put(groups, "hidden", hidden, namesOnly);
        }
        return groups;
    }

    private static void put(ObjectNode groups, String group, Map<String, JsonNode> inputs, boolean namesOnly) {
        if (namesOnly) {
            groups.set(group, Wire.array(inputs.keySet()));
        } else {
            groups.putObject(group).setAll(inputs);
        }
    }
}
