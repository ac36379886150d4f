package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One request as the desks see it.
 *
 * @param rest what follows the route's own path, decoded; "" for an exact route
 * @param query the first value of every parameter
 * @param headers names in lower case
 */
record Call(
        String method,
        String path,
        String rest,
        Map<String, String> query,
        Map<String, String> headers,
        Buffer body,
        Optional<Upload> upload) {

    /** A multipart form: its fields and the file in the part called image, if any. */
    record Upload(Map<String, String> fields, Optional<String> fileName, Buffer content) {}

    /** The body was no JSON; the server answers 500 to that. */
    static final class BadJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadJson(Exception cause) {
            super(cause);
        }
    }

    Call withRest(String newRest) {
        return new Call(method, path, newRest, query, headers, body, upload);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as JSON, whatever Content-Type says. @throws BadJson when it is empty, no UTF-8 or malformed */
    JsonNode json() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
            JsonNode parsed = Wire.parse(text);
            if (parsed.isMissingNode()) {
                throw new BadJson(new IllegalArgumentException("empty body"));
            }
            return parsed;
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new BadJson(e);
        }
    }
}
