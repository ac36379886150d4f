package io.showrunner.simulator.llm;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** Puts answers on the wire, well or badly. Runs on the event loop. */
final class Sender {
    static final long HUGE_BYTES = 200L * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final long DRIP_MILLIS = 1000;
    private final Vertx vertx;
    private final Buffer blanks = Buffer.buffer(" ".repeat(CHUNK));

    Sender(Vertx vertx) {
        this.vertx = vertx;
    }

    void send(HttpServerResponse response, Reply reply, Delivery delivery) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        switch (delivery) {
            case WHOLE -> response.end(reply.body());
            case LATIN_1 -> response.end(Buffer.buffer(reply.body().getBytes(StandardCharsets.ISO_8859_1)));
            case NEVER -> {}
            case DROP -> response.reset();
            case HALF -> half(response, Buffer.buffer(reply.body())).onComplete(written -> response.reset());
            case STALL -> half(response, Buffer.buffer(reply.body()));
            case DRIP -> {
                response.putHeader(
                        "Content-Length", Integer.toString(reply.body().getBytes(StandardCharsets.UTF_8).length));
                drip(response, Buffer.buffer(reply.body()));
            }
            case ENDLESS -> pad(response, reply.body(), Long.MAX_VALUE);
            case HUGE -> pad(response, reply.body(), HUGE_BYTES);
        }
    }

    private static Future<Void> half(HttpServerResponse response, Buffer body) {
        response.putHeader("Content-Length", Integer.toString(body.length()));
        return response.write(body.slice(0, body.length() / 2));
    }

    /** One byte a second; the head must be ready to go. */
    void drip(HttpServerResponse response, Buffer body) {
        response.write(body.slice(0, 1));
        int[] sent = {1};
        vertx.setPeriodic(DRIP_MILLIS, id -> {
            if (response.closed()) {
                vertx.cancelTimer(id);
            } else if (sent[0] < body.length()) {
                response.write(body.slice(sent[0], ++sent[0]));
            } else {
                vertx.cancelTimer(id);
                response.end();
            }
        });
    }

    private void pad(HttpServerResponse response, String body, long bytes) {
        int end = body.lastIndexOf('}');
        response.setChunked(true);
        response.write(body.substring(0, end));
        pump(response, blanks, bytes, body.substring(end));
    }

    /** Sends the filling over and over until so many bytes are sent, and then the rest. */
    void pump(HttpServerResponse response, Buffer filling, long left, String rest) {
        if (response.closed()) {
            return;
        }
        if (left <= 0) {
            response.end(rest);
        } else if (response.writeQueueFull()) {
            response.drainHandler(drained -> pump(response, filling, left, rest));
        } else {
            response.write(filling);
            vertx.runOnContext(next -> pump(response, filling, left - filling.length(), rest));
        }
    }
}
