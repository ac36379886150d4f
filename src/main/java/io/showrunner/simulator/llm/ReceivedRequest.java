package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * One request as it arrived.
 *
 * @param number counts the generation requests from 1; 0 for any other request
 * @param headers names in lower case, {@code authorization} left out
 * @param body the parsed body; a missing node when there was none or it was not JSON
 */
public record ReceivedRequest(
        int number, Instant at, String method, String path, Map<String, String> headers, JsonNode body) {
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /** The text of all messages, in order. */
    public String prompt() {
        return new ChatRequest(body).text();
    }
}
