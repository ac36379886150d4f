package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Why a prompt did not finish. Empty texts where the server does not say.
 *
 * @param message first line of the exception's message, without the advice that ComfyUI appends
 */
public record NodeFailure(String nodeId, String nodeType, String exceptionType, String message) {

    static NodeFailure read(JsonNode data) {
        String message = data.path("exception_message").asText("").strip();
        return new NodeFailure(
                data.path("node_id").asText(""),
                data.path("node_type").asText(""),
                data.path("exception_type").asText(""),
                Lenient.excerpt(
                        message.isEmpty()
                                ? "no reason given"
                                : message.lines().findFirst().orElse("")));
    }

    /** True when the GPU's memory did not suffice; the module that defines the exception differs between versions. */
    public boolean isOutOfMemory() {
        return exceptionType.endsWith("OutOfMemoryError");
    }

    /** True when the server's disk is full. */
    public boolean isDiskFull() {
        return exceptionType.equals("OSError") && message.contains("[Errno 28]");
    }

    /** Node and reason in one line. */
    public String words() {
        String node = nodeType.isEmpty() ? "a node" : "node " + nodeId + " (" + nodeType + ")";
        return node + ": " + (exceptionType.isEmpty() ? "" : exceptionType + ": ") + message;
    }
}
