package io.showrunner.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * A text frame of ComfyUI's websocket, as far as it is about the course of a prompt. Events are a hint and never the
 * truth: they can be missing, late or about somebody else's prompt.
 *
 * @param promptId whose prompt it is
 * @param kind what happened
 * @param nodesDone for PROGRESS, nodes of the workflow that are done, the running one as a fraction; else 0
 */
public record ServerEvent(String promptId, Kind kind, double nodesDone) {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** STARTED: the execution began. PROGRESS: a node or a step of it is done. ENDED: it is over and the history has the outcome. */
    public enum Kind {
        STARTED,
        PROGRESS,
        ENDED
    }

    /** Reads a text frame; empty when it says nothing about the course of a prompt. */
    public static Optional<ServerEvent> parse(String frame) {
        try {
            JsonNode event = LENIENT.readTree(frame);
            JsonNode data = event.path("data");
            String promptId = data.path("prompt_id").asText("");
            return promptId.isEmpty() ? Optional.empty() : of(event.path("type").asText(), promptId, data);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<ServerEvent> of(String type, String promptId, JsonNode data) {
        return switch (type) {
            case "execution_start" -> Optional.of(new ServerEvent(promptId, Kind.STARTED, 0));
            case "progress_state" ->
                Optional.of(new ServerEvent(promptId, Kind.PROGRESS, nodesDone(data.path("nodes"))));
            case "executing" ->
                data.path("node").isNull() ? Optional.of(new ServerEvent(promptId, Kind.ENDED, 0)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static double nodesDone(JsonNode nodes) {
        double done = 0;
        for (JsonNode node : nodes) {
            double max = node.path("max").asDouble();
            boolean finished = node.path("state").asText().equals("finished");
            double fraction = finished ? 1 : max > 0 ? node.path("value").asDouble() / max : 0;
            done += Math.max(0, Math.min(1, fraction));
        }
        return done;
    }
}
