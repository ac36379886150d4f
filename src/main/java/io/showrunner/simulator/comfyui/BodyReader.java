package io.showrunner.simulator.comfyui;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Collects a request body; beyond the limit the rest is counted and thrown away. */
final class BodyReader {
    private final HttpServerRequest request;
    private final Buffer collected = Buffer.buffer();
    private long size;
    private Optional<String> fileName = Optional.empty();

    /** @param size bytes that were sent, which may be more than are kept */
    record Body(Buffer bytes, long size, Optional<Call.Upload> upload) {}

    BodyReader(HttpServerRequest request) {
        this.request = request;
    }

    Future<Body> read() {
        Promise<Body> done = Promise.promise();
        boolean form = Optional.ofNullable(request.getHeader("Content-Type"))
                .filter(type -> type.startsWith("multipart/form-data"))
                .isPresent();
        request.exceptionHandler(done::tryFail);
        if (form) {
            request.setExpectMultipart(true);
            request.uploadHandler(part -> {
                if (part.name().equals("image")) {
                    fileName = Optional.of(part.filename());
                    part.handler(this::collect);
                }
            });
            request.endHandler(end -> done.tryComplete(new Body(Buffer.buffer(), size, Optional.of(upload()))));
        } else {
            request.handler(this::collect);
            request.endHandler(end -> done.tryComplete(new Body(collected, size, Optional.empty())));
        }
        return done.future();
    }

    private void collect(Buffer part) {
        size += part.length();
        if (size <= Features.BODY_LIMIT) {
            collected.appendBuffer(part);
        }
    }

    private Call.Upload upload() {
        Map<String, String> fields = new HashMap<>();
        request.formAttributes().forEach(entry -> fields.putIfAbsent(entry.getKey(), entry.getValue()));
        return new Call.Upload(fields, fileName, collected);
    }
}
