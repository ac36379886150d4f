package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what must never be posted. A node without an inputs object kills ComfyUI's worker thread although the server
 * answered 200: the prompt then stays running for ever and only a restart of the server helps. Dangling links and cycles
 * are refused here too, because the server's own words for them help nobody.
 */
public final class PromptGuard {
    /** More nodes than any hand-made workflow has. */
    static final int LARGEST_PROMPT_NODES = 5_000;

    private PromptGuard() {}

    /** One sentence for each thing wrong with a prompt in API format; empty when it may be posted. */
    public static List<String> problems(JsonNode prompt) {
        if (UiWorkflow.isUiFormat(prompt)) {
            return List.of(UiWorkflow.ADVICE);
        }
        if (!prompt.isObject() || prompt.isEmpty()) {
            return List.of("the workflow is not an object of nodes");
        }
        if (prompt.size() > LARGEST_PROMPT_NODES) {
            return List.of("the workflow has " + prompt.size() + " nodes, more than " + LARGEST_PROMPT_NODES);
        }
        List<String> problems = new ArrayList<>();
        prompt.properties().forEach(node -> checkNode(node.getKey(), node.getValue(), prompt, problems));
        if (problems.isEmpty()) {
            checkCycles(prompt, problems);
        }
        return problems;
    }

    /** True for a link to another node, which ComfyUI writes as {@code ["<node id>", <slot>]}. */
    public static boolean isLink(JsonNode input) {
        return input.isArray()
                && input.size() == 2
                && input.get(0).isTextual()
                && input.get(1).isIntegralNumber();
    }

    private static void checkNode(String id, JsonNode node, JsonNode prompt, List<String> problems) {
        if (!node.isObject()) {
            problems.add("node " + id + " is not an object");
            return;
        }
        JsonNode type = node.path("class_type");
        if (!type.isTextual() || type.textValue().isBlank()) {
            problems.add("node " + id + " has no class_type");
        }
        if (!node.path("inputs").isObject()) {
            problems.add("node " + id + " has no inputs object; such a node stops the server's worker for good");
            return;
        }
        node.get("inputs")
                .properties()
                .forEach(input -> checkInput(id, input.getKey(), input.getValue(), prompt, problems));
    }

    private static void checkInput(String id, String name, JsonNode value, JsonNode prompt, List<String> problems) {
        if (!value.isArray()) {
            return;
        }
        String where = "node " + id + ", input " + name + ": ";
        if (!isLink(value)) {
            problems.add(where + "a list must be a link [\"node id\", slot], or be wrapped in {\"__value__\": [...]}");
        } else if (!prompt.has(value.get(0).textValue())) {
            problems.add(where + "linked to node " + value.get(0).textValue() + ", which does not exist");
        } else if (value.get(1).bigIntegerValue().signum() < 0) {
            problems.add(where + "slot " + value.get(1) + " of a link is negative");
        }
    }

    /** Takes away, again and again, the nodes that depend on nothing left; what remains hangs on a circle. */
    private static void checkCycles(JsonNode prompt, List<String> problems) {
        Map<String, List<String>> users = new HashMap<>();
        Map<String, Integer> missing = new TreeMap<>();
        Deque<String> ready = new ArrayDeque<>();
        prompt.properties().forEach(node -> {
            List<String> sources = sources(node.getValue());
            sources.forEach(source ->
                    users.computeIfAbsent(source, id -> new ArrayList<>()).add(node.getKey()));
            if (sources.isEmpty()) {
                ready.add(node.getKey());
            } else {
                missing.put(node.getKey(), sources.size());
            }
        });
        while (!ready.isEmpty()) {
            for (String user : users.getOrDefault(ready.remove(), List.of())) {
                if (missing.merge(user, -1, Integer::sum) == 0) {
                    missing.remove(user);
                    ready.add(user);
                }
            }
        }
        if (!missing.isEmpty()) {
            problems.add("nodes " + String.join(", ", missing.keySet()) + " depend on each other in a circle");
        }
    }

    private static List<String> sources(JsonNode node) {
        List<String> sources = new ArrayList<>();
        node.get("inputs").forEach(input -> {
            if (isLink(input)) {
                sources.add(input.get(0).textValue());
            }
        });
        return sources;
    }
}
