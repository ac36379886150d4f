package io.showrunner.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/**
 * A text frame of ComfyUI's websocket, as far as it is about the course of a prompt or the length of the queue. Events are
 * a hint and never the truth: they can be missing, late or about somebody else's prompt.
 *
 * @param kind what happened
 * @param promptId whose prompt it is; empty for QUEUE
 * @param node for TICK and PROGRESS, the node that is at work, empty when it is not said; for WROTE, the node that is done
 * @param nodesDone for PROGRESS, nodes of the workflow that are done, the running one as a fraction; else 0
 * @param queueRemaining for QUEUE, prompts running and waiting, anyone's; else 0
 * @param files for WROTE, what the node has written; else none
 */
public record ServerEvent(
        Kind kind, String promptId, String node, double nodesDone, int queueRemaining, List<ServerFile> files) {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /**
     * STARTED: the execution began. TICK: a node began or made a step. PROGRESS: the same, with what is done so far. ENDED:
     * it is over and the history has the outcome. WROTE: the files of an output node are complete. QUEUE: the length of the
     * queue changed.
     */
    public enum Kind {
        STARTED,
        TICK,
        PROGRESS,
        ENDED,
        WROTE,
        QUEUE
    }

    /** Any but WROTE. */
    ServerEvent(Kind kind, String promptId, String node, double nodesDone, int queueRemaining) {
        this(kind, promptId, node, nodesDone, queueRemaining, List.of());
    }

    /** Reads a text frame; empty when it says nothing of this. */
    public static Optional<ServerEvent> parse(String frame) {
        try {
            JsonNode event = LENIENT.readTree(frame);
            JsonNode data = event.path("data");
            String type = event.path("type").asText();
            if (type.equals("status")) {
                return queue(data.path("status").path("exec_info").path("queue_remaining"));
            }
            String promptId = data.path("prompt_id").asText("");
            return promptId.isEmpty() ? Optional.empty() : ofPrompt(type, promptId, data);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServerEvent> queue(JsonNode remaining) {
        return remaining.canConvertToInt() && remaining.intValue() >= 0
                ? Optional.of(new ServerEvent(Kind.QUEUE, "", "", 0, remaining.intValue()))
                : Optional.empty();
    }

    private static Optional<ServerEvent> ofPrompt(String type, String promptId, JsonNode data) {
        return switch (type) {
            case "execution_start" -> Optional.of(new ServerEvent(Kind.STARTED, promptId, "", 0, 0));
            case "progress" -> Optional.of(tick(promptId, data));
            case "progress_state" -> Optional.of(progress(promptId, data.path("nodes")));
            case "executing" -> executing(promptId, data);
            case "executed" -> executed(promptId, data);
            default -> Optional.empty();
        };
    }

    private static Optional<ServerEvent> executing(String promptId, JsonNode data) {
        if (data.path("node").isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(
                data.path("node").isNull() ? new ServerEvent(Kind.ENDED, promptId, "", 0, 0) : tick(promptId, data));
    }

    private static Optional<ServerEvent> executed(String promptId, JsonNode data) {
        List<ServerFile> files = HistoryEntry.filesIn(data.path("output"));
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ServerEvent(Kind.WROTE, promptId, data.path("node").asText(""), 0, 0, files));
    }

    private static ServerEvent tick(String promptId, JsonNode data) {
        return new ServerEvent(Kind.TICK, promptId, data.path("node").asText(""), 0, 0);
    }

    private static ServerEvent progress(String promptId, JsonNode nodes) {
        double done = 0;
        String running = "";
        for (var entry : nodes.properties()) {
            JsonNode node = entry.getValue();
            double max = node.path("max").asDouble();
            boolean finished = node.path("state").asText().equals("finished");
            double value = node.path("value").asDouble();
            boolean known = max > 0 && Double.isFinite(value);
            done += finished ? 1 : known ? Math.max(0, Math.min(1, value / max)) : 0;
            running = finished ? running : entry.getKey();
        }
        return new ServerEvent(Kind.PROGRESS, promptId, running, done, 0);
    }
}
