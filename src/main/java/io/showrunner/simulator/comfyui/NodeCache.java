package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Results by what a node is, not by its id: class, inputs and everything upstream. Only nodes of the previous prompt
 * are kept. Used by the worker alone.
 */
final class NodeCache {
    private final Map<String, NodeResult> results = new HashMap<>();
    private final Folders folders;
    private Map<String, String> keys = Map.of();

    NodeCache(Folders folders) {
        this.folders = folders;
    }

    /**
     * Keeps what this prompt has in common with the one before.
     *
     * @throws WorkerDied when a node has no inputs: the server does not catch that
     */
    void startPrompt(ObjectNode prompt) {
        Map<String, String> fresh = new HashMap<>();
        prompt.fieldNames().forEachRemaining(id -> key(prompt, id, fresh, new HashSet<>()));
        keys = fresh;
        results.keySet().retainAll(Set.copyOf(keys.values()));
    }

    Optional<NodeResult> get(String nodeId) {
        return Optional.ofNullable(results.get(keys.get(nodeId)));
    }

    void put(String nodeId, NodeResult result) {
        results.put(keys.get(nodeId), result);
    }

    void clear() {
        results.clear();
    }

    private String key(ObjectNode prompt, String id, Map<String, String> known, Set<String> open) {
        String ready = known.get(id);
        if (ready != null) {
            return ready;
        }
        JsonNode node = prompt.path(id);
        if (!open.add(id) || node.isMissingNode()) {
            return "?";
        }
        if (!node.path("inputs").isObject()) {
            throw new WorkerDied("node " + id + " has no inputs");
        }
        var inputs = new TreeMap<String, String>();
        node.get("inputs").properties().forEach(input -> {
            Optional<Link> link = Link.of(input.getValue());
            inputs.put(
                    input.getKey(),
                    link.isPresent()
                            ? key(prompt, link.get().node(), known, open) + "#"
                                    + link.get().slot()
                            : input.getValue().toString());
        });
        open.remove(id);
        String key = Digest.of(node.path("class_type").asText() + inputs + fingerprint(node));
        known.put(id, key);
        return key;
    }

    private String fingerprint(JsonNode node) {
        if (!node.path("class_type").asText().equals("LoadImage")) {
            return "";
        }
        return AnnotatedFile.of(node.path("inputs").path("image").asText(), folders)
                .filter(Files::isRegularFile)
                .map(file -> {
                    try {
                        return Files.size(file) + "@" + Files.getLastModifiedTime(file);
                    } catch (IOException e) {
                        throw new WorkerDied("cannot read " + file + ": " + e.getMessage());
                    }
                })
                .orElse("gone");
    }
}
