package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One run of a prompt, as the simulator's own log keeps it for assertions.
 *
 * @param clientId "" when the prompt named none
 * @param files what this run wrote, as {@code subfolder/filename} in the output folder; empty when all was cached
 * @param extraPnginfo the label of the prompt, a missing node when there was none
 */
public record Execution(
        String promptId,
        String clientId,
        double number,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        List<String> files,
        JsonNode extraPnginfo) {

    /** How a run ended. LOST: the process was killed; WEDGED: the worker died of the prompt and it stays running. */
    public enum Outcome {
        SUCCESS,
        ERROR,
        INTERRUPTED,
        LOST,
        WEDGED
    }

    public Execution {
        files = List.copyOf(files);
    }
}
