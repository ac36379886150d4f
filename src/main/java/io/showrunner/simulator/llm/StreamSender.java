package io.showrunner.simulator.llm;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Puts one answer on the wire token by token, at the pace at which it is written. Runs on the event loop. */
final class StreamSender {
    private static final long TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Sender sender;
    private final HttpServerResponse response;
    private final EventStream events;
    private final Delivery delivery;
    private int sent;

    StreamSender(Vertx vertx, Sender sender, HttpServerResponse response, EventStream events, Delivery delivery) {
        this.vertx = vertx;
        this.sender = sender;
        this.response = response;
        this.events = events;
        this.delivery = delivery;
    }

    /** Spreads the tokens over the time after the silence, until {@link #end}. */
    void begin(Duration silence, Duration writing) {
        if (delivery == Delivery.NEVER || delivery == Delivery.DROP || delivery == Delivery.DRIP) {
            return;
        }
        long start = System.nanoTime() + silence.toNanos();
        vertx.setPeriodic(TICK_MILLIS, id -> {
            double share = (System.nanoTime() - start) / (double) Math.max(1, writing.toNanos());
            if (response.closed() || response.ended() || share >= 1) {
                vertx.cancelTimer(id);
            } else if (share >= 0) {
                writeUntil((int) (share * events.tokenEvents()));
            }
        });
    }

    /** Sends what is left and ends the stream as it is to be ended. */
    void end() {
        if (response.closed() || response.ended()) {
            return;
        }
        switch (delivery) {
            case WHOLE, LATIN_1 -> {
                writeUntil(events.tokenEvents());
                response.end(bytes(events.end()));
            }
            case NEVER -> {}
            case DROP -> response.reset();
            case HALF -> {
                writeUntil(events.tokenEvents());
                response.write("").onComplete(written -> response.reset());
            }
            case STALL -> writeUntil(events.tokenEvents());
            case DRIP -> {
                head();
                sender.drip(response, tokensUntil(events.tokenEvents()).appendString(events.end()));
            }
            case ENDLESS -> pad(Long.MAX_VALUE);
            case HUGE -> pad(Sender.HUGE_BYTES);
        }
    }

    private void pad(long bytes) {
        writeUntil(events.tokenEvents());
        sender.pump(response, Buffer.buffer(events.blank().repeat(100)), bytes, events.end());
    }

    private void writeUntil(int event) {
        head();
        Buffer due = tokensUntil(event);
        if (due.length() > 0) {
            response.write(due);
        }
    }

    private Buffer tokensUntil(int event) {
        Buffer due = Buffer.buffer();
        while (sent < event) {
            due.appendBuffer(bytes(events.token(sent++)));
        }
        return due;
    }

    private void head() {
        if (!response.headWritten()) {
            response.setStatusCode(200)
                    .setChunked(true)
                    .putHeader("Content-Type", EventStream.CONTENT_TYPE)
                    .putHeader("Cache-Control", "no-cache");
        }
    }

    private Buffer bytes(String text) {
        Charset charset = delivery == Delivery.LATIN_1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return Buffer.buffer(text.getBytes(charset));
    }
}
