package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An input that comes from another node: {@code ["<node id>", slot]}. */
record Link(String node, int slot) {
    static Optional<Link> of(JsonNode value) {
        boolean link = value.isArray()
                && value.size() == 2
                && value.get(0).isTextual()
                && value.get(1).isNumber();
        return link ? Optional.of(new Link(value.get(0).asText(), value.get(1).asInt())) : Optional.empty();
    }

    /** All links of a node, in the order of its inputs. */
    static List<Link> ofNode(JsonNode node) {
        List<Link> links = new ArrayList<>();
        node.path("inputs").forEach(value -> of(value).ifPresent(links::add));
        return links;
    }
}
