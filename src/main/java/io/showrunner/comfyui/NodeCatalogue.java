package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reply of {@code GET /object_info}: which node classes a server has and what their inputs take. Immutable. */
public final class NodeCatalogue {
    private static final int LARGEST_REPLY = 64 << 20;
    private static final String CHOICE = "COMBO";

    private final Map<String, Map<String, Input>> classes;

    /**
     * What one input takes.
     *
     * @param type such as INT, STRING or MODEL; COMBO for a choice
     * @param options of a choice; null for anything else, and for a choice whose options the server does not tell
     */
    public record Input(String type, List<String> options) {

        /** True unless the server says that it takes something else than text. */
        public boolean takesText() {
            return type.equals("*") || type.contains("STRING");
        }
    }

    private NodeCatalogue(Map<String, Map<String, Input>> classes) {
        this.classes = classes;
    }

    /** @throws UnreadableReply when the body is not such a reply */
    public static NodeCatalogue read(String body) {
        if (body != null && body.length() > LARGEST_REPLY) {
            throw new UnreadableReply("the reply of /object_info is longer than " + LARGEST_REPLY + " characters");
        }
        JsonNode reply = Lenient.object(body, "the reply of /object_info");
        Map<List<String>, List<String>> lists = new HashMap<>();
        Map<String, Map<String, Input>> classes = new HashMap<>();
        reply.properties().forEach(node -> {
            if (node.getValue().path("input").isObject()) {
                classes.put(node.getKey(), inputs(node.getValue().get("input"), lists));
            }
        });
        if (classes.isEmpty()) {
            throw new UnreadableReply("the reply of /object_info names no node class: " + Lenient.excerpt(body));
        }
        return new NodeCatalogue(classes);
    }

    /** True when the server has the node class. */
    public boolean has(String classType) {
        return classes.containsKey(classType);
    }

    /** What the input takes; empty when the server does not say, as for inputs that a node makes while it runs. */
    public Optional<Input> input(String classType, String input) {
        return Optional.ofNullable(classes.getOrDefault(classType, Map.of()).get(input));
    }

    /** Everything that any choice of any node class offers. */
    public Collection<String> options() {
        return classes.values().stream()
                .flatMap(inputs -> inputs.values().stream())
                .filter(input -> input.options() != null)
                .flatMap(input -> input.options().stream())
                .distinct()
                .toList();
    }

    /** Many node classes offer the same choice: {@code lists} keeps each list once. */
    private static Map<String, Input> inputs(JsonNode groups, Map<List<String>, List<String>> lists) {
        Map<String, Input> inputs = new HashMap<>();
        for (String group : List.of("required", "optional")) {
            groups.path(group)
                    .properties()
                    .forEach(input -> inputs.put(input.getKey(), input(input.getValue(), lists)));
        }
        return inputs;
    }

    private static Input input(JsonNode specification, Map<List<String>, List<String>> lists) {
        JsonNode type = specification.path(0);
        boolean older = type.isArray();
        JsonNode options = older ? type : specification.path(1).path("options");
        if (!older && !type.asText().equals(CHOICE)) {
            return new Input(type.asText(), null);
        }
        return new Input(CHOICE, options.isArray() ? lists.computeIfAbsent(texts(options), same -> same) : null);
    }

    private static List<String> texts(JsonNode options) {
        List<String> texts = new ArrayList<>();
        options.forEach(option -> texts.add(option.asText()));
        return List.copyOf(texts);
    }
}
