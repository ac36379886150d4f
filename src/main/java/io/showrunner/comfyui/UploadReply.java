package io.showrunner.comfyui;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The reply of {@code POST /upload/image}.
 *
 * @param name under which the server has the picture; another one than asked for when that held another picture
 * @param subfolder of its input folder
 */
public record UploadReply(String name, String subfolder) {

    /** @throws UnreadableReply when the body is not such a reply */
    public static UploadReply read(String body) {
        JsonNode reply = Lenient.object(body, "the reply to the upload");
        String name = reply.path("name").asText("");
        if (name.isEmpty()) {
            throw new UnreadableReply("the reply to the upload names no file: " + Lenient.excerpt(body));
        }
        return new UploadReply(name, reply.path("subfolder").asText("").replace('\\', '/'));
    }
}
