package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;

/** The reply of {@code GET /prompt}, the cheap way to ask how many prompts a server has. */
public final class QueueDepth {
    private QueueDepth() {}

    /**
     * Prompts running and waiting.
     *
     * @throws UnreadableReply when the body is not such a reply
     */
    public static int read(String body) {
        JsonNode remaining =
                Lenient.object(body, "the reply of /prompt").path("exec_info").path("queue_remaining");
        if (!remaining.canConvertToInt() || remaining.intValue() < 0) {
            throw new UnreadableReply("the reply of /prompt has no queue_remaining: " + Lenient.excerpt(body));
        }
        return remaining.intValue();
    }
}
