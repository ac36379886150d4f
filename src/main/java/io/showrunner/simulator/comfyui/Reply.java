package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer.
 *
 * @param contentType "" for none
 * @param file the part of a file to send instead of the body
 */
record Reply(int status, String contentType, Buffer body, Map<String, String> headers, Optional<FilePart> file) {

    record FilePart(Path path, long offset, long length) {}

    static Reply empty(int status) {
        return new Reply(status, "", Buffer.buffer(), Map.of(), Optional.empty());
    }

    static Reply text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(int status, JsonNode value) {
        return bytes(status, "application/json; charset=utf-8", Wire.text(value).getBytes(StandardCharsets.UTF_8));
    }

    static Reply bytes(int status, String contentType, byte[] body) {
        return new Reply(status, contentType, Buffer.buffer(body), Map.of(), Optional.empty());
    }

    /** What every uncaught exception of the server's own code looks like, bad requests included. */
    static Reply serverError() {
        return text(500, "500 Internal Server Error\n\nServer got itself in trouble");
    }

    static Reply file(int status, String contentType, FilePart part, Map<String, String> headers) {
        return new Reply(status, contentType, Buffer.buffer(), headers, Optional.of(part));
    }

    Reply with(Map<String, String> added) {
        return new Reply(status, contentType, body, added, file);
    }
}
