package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the answer to {@code POST /prompt} means for the prompt that was posted. */
public sealed interface PromptReply {

    /** The whole prompt is in the server's queue. */
    record Accepted(String promptId, double number) implements PromptReply {}

    /**
     * The prompt will not render as asked, now or ever.
     *
     * @param message one sentence for people, every reason in it
     * @param queuedAs the id under which the server queued it nevertheless, to be deleted there; null when it did not
     */
    record Rejected(String message, String queuedAs) implements PromptReply {}

    /** Nobody knows: the prompt may be in the queue. Look there, then in the history, before it is posted again. */
    record Doubtful(String message) implements PromptReply {}

    /** Reads an answer; {@code promptId} is the id that was posted. */
    static PromptReply read(String promptId, int status, String body) {
        if (status >= 200 && status < 300) {
            return accepted(promptId, body);
        }
        if (status == 400) {
            return new Rejected(RejectionWords.of(body), null);
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Doubtful("the server answered " + status + " " + Lenient.excerpt(body));
        }
        return new Rejected(
                "the server refused the request with " + status + " " + Lenient.excerpt(body) + hint(status), null);
    }

    private static PromptReply accepted(String promptId, String body) {
        JsonNode reply;
        try {
            reply = Lenient.object(body, "the reply to the prompt");
        } catch (UnreadableReply e) {
            return new Doubtful(e.getMessage());
        }
        String queuedAs = reply.path("prompt_id").asText();
        if (!queuedAs.equals(promptId)) {
            return queuedAs.isEmpty()
                    ? new Doubtful("the reply names no prompt_id: " + Lenient.excerpt(body))
                    : new Rejected(
                            "the server gave the prompt an id of its own; it needs ComfyUI 0.3.45 or newer", queuedAs);
        }
        List<String> errors = new ArrayList<>(RejectionWords.ofNodes(reply.path("node_errors")));
        return errors.isEmpty()
                ? new Accepted(promptId, reply.path("number").asDouble())
                : new Rejected(
                        "the server took the prompt without its invalid parts: " + String.join("; ", errors), queuedAs);
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; something before it wants a login, or the address it is called by is not its own";
            case 404, 405 -> "; is there a ComfyUI at this address?";
            case 413 -> "; the workflow is larger than its --max-upload-size";
            default -> "";
        };
    }
}
