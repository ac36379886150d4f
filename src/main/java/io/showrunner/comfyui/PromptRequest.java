package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;

/**
 * The body of {@code POST /prompt}.
 *
 * @param prompt the workflow in API format
 * @param promptId a canonical lower-case UUID, the only form that newer servers take
 * @param clientId websocket id to which the prompt's events go
 * @param label what the saved files are labelled with, as {@code showrunner} in {@code extra_pnginfo}
 * @param front true to run before everything that waits on the server
 */
public record PromptRequest(ObjectNode prompt, String promptId, String clientId, ObjectNode label, boolean front) {

    /** @throws IllegalArgumentException when the prompt must not be posted; says every reason */
    public PromptRequest {
        List<String> problems = PromptGuard.problems(prompt);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("prompt " + promptId + " is not posted: " + String.join("; ", problems));
        }
        if (!UUID.fromString(promptId).toString().equals(promptId)) {
            throw new IllegalArgumentException("not a canonical prompt id: " + promptId);
        }
    }

    /** The JSON text to post. */
    public String body() {
        ObjectNode body = Lenient.newObject();
        body.set("prompt", prompt);
        body.put("prompt_id", promptId).put("client_id", clientId);
        body.putObject("extra_data").putObject("extra_pnginfo").set("showrunner", label);
        if (front) {
            body.put("front", true);
        }
        return body.toString();
    }
}
