package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A finished prompt, from {@code GET /history/{id}}.
 *
 * @param start by the server's clock; null when it does not say
 * @param finished by the server's clock; null when it does not say
 * @param cachedNodes nodes that the server did not execute because it had their results
 * @param failure null unless a node failed or was interrupted
 * @param files the files of each output node, in the server's order, whatever the key they are listed under
 */
public record HistoryEntry(
        String promptId,
        End end,
        Instant start,
        Instant finished,
        Set<String> cachedNodes,
        NodeFailure failure,
        Map<String, List<ServerFile>> files) {

    /** How the prompt ended. */
    public enum End {
        SUCCESS,
        ERROR,
        INTERRUPTED
    }

    /**
     * The entry of the prompt; empty while it waits, runs, or is unknown to the server.
     *
     * @throws UnreadableReply when the body is not such a reply
     */
    public static Optional<HistoryEntry> read(String promptId, String body) {
        JsonNode entry = Lenient.object(body, "the reply of /history").path(promptId);
        return entry.isObject() ? Optional.of(read(promptId, entry)) : Optional.empty();
    }

    /** How long it was executed, by the server's clock; zero when it does not say. */
    public Duration executionTime() {
        return start == null || finished == null ? Duration.ZERO : Duration.between(start, finished);
    }

    /** Files of one node; none when the node listed none. */
    public List<ServerFile> filesOf(String nodeId) {
        return files.getOrDefault(nodeId, List.of());
    }

    private static HistoryEntry read(String promptId, JsonNode entry) {
        JsonNode status = entry.path("status");
        ExecutionMessages messages = ExecutionMessages.read(status.path("messages"));
        End end = end(status.path("status_str").asText(), messages.last());
        return new HistoryEntry(
                promptId,
                end,
                messages.time("execution_start"),
                messages.time(messages.last()),
                Set.copyOf(cached(messages.data("execution_cached"))),
                end == End.SUCCESS ? null : NodeFailure.read(messages.data(messages.last())),
                outputs(entry.path("outputs")));
    }

    /** Error and interrupt share one status; only the last message tells them apart. */
    private static End end(String status, String lastMessage) {
        if (lastMessage.equals("execution_interrupted")) {
            return End.INTERRUPTED;
        }
        return status.equals("success") && !lastMessage.equals("execution_error") ? End.SUCCESS : End.ERROR;
    }

    private static Set<String> cached(JsonNode data) {
        Set<String> nodes = new LinkedHashSet<>();
        data.path("nodes").forEach(node -> nodes.add(node.asText()));
        return nodes;
    }

    private static Map<String, List<ServerFile>> outputs(JsonNode outputs) {
        Map<String, List<ServerFile>> files = new LinkedHashMap<>();
        outputs.properties().forEach(node -> files.put(node.getKey(), List.copyOf(filesIn(node.getValue()))));
        return Map.copyOf(files);
    }

    /** What an output node has written. */
    static List<ServerFile> filesIn(JsonNode output) {
        List<ServerFile> files = new ArrayList<>();
        output.forEach(values -> values.forEach(value -> {
            if (value.path("filename").isTextual()) {
                files.add(new ServerFile(
                        value.get("filename").textValue(),
                        value.path("subfolder").asText(""),
                        value.path("type").asText("output")));
            }
        }));
        return files;
    }
}
