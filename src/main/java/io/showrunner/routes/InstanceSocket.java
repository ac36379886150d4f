package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The websocket to one server, made again whenever it is lost: after a second, then after twice as long each time, 30 s at
 * most, and at once when the server is found to be up again. Thread-safe; nothing in it blocks.
 */
final class InstanceSocket {
    static final long PING_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(InstanceSocket.class);
    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long LONGEST_BACKOFF_MILLIS = 30_000;
    private static final long NO_TIMER = -1;

    private final InstanceSettings instance;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final Ears ears;
    private long backoffMillis = FIRST_BACKOFF_MILLIS;
    private long timer = NO_TIMER;
    private boolean connecting;
    private WebSocket open;
    private String clientId;
    private boolean closed;

    /** Who is told; on an event loop, so nobody may block. */
    interface Ears {
        void heard(String instanceId, String frame);

        void answered(String instanceId);

        void lost(String instanceId);
    }

    InstanceSocket(InstanceSettings instance, Vertx vertx, WebSocketClient client, Ears ears) {
        this.instance = instance;
        this.vertx = vertx;
        this.client = client;
        this.ears = ears;
    }

    /** The client id of the open socket; empty when there is none. */
    synchronized Optional<String> clientId() {
        return Optional.ofNullable(clientId);
    }

    /** Connects now unless there is a socket or one is being made. */
    synchronized void connect() {
        if (closed || connecting || open != null) {
            return;
        }
        cancelTimer();
        connecting = true;
        String id = UUID.randomUUID().toString();
        String url = instance.url().toString().replaceFirst("^http", "ws") + "/ws?clientId=" + id;
        client.connect(new WebSocketConnectOptions().setAbsoluteURI(url))
                .onSuccess(socket -> opened(id, socket))
                .onFailure(this::failed);
    }

    synchronized void close() {
        closed = true;
        cancelTimer();
        if (open != null) {
            open.close();
        }
    }

    private synchronized void opened(String id, WebSocket socket) {
        connecting = false;
        if (closed) {
            socket.close();
            return;
        }
        LOG.debug("instance={} websocket open clientId={}", instance.id(), id);
        open = socket;
        clientId = id;
        backoffMillis = FIRST_BACKOFF_MILLIS;
        long pings = vertx.setPeriodic(PING_MILLIS, each -> socket.writePing(Buffer.buffer("up?")));
        socket.textMessageHandler(text -> ears.heard(instance.id(), text));
        socket.pongHandler(pong -> ears.answered(instance.id()));
        socket.exceptionHandler(failure -> LOG.debug("instance={} websocket: {}", instance.id(), failure.getMessage()));
        socket.closeHandler(done -> {
            vertx.cancelTimer(pings);
            lost();
        });
    }

    private synchronized void failed(Throwable failure) {
        connecting = false;
        LOG.debug("instance={} websocket: {}", instance.id(), failure.getMessage());
        long wait = backoffMillis;
        backoffMillis = Math.min(2 * backoffMillis, LONGEST_BACKOFF_MILLIS);
        connectIn(wait);
    }

    private void lost() {
        synchronized (this) {
            open = null;
            clientId = null;
            if (closed) {
                return;
            }
            connectIn(FIRST_BACKOFF_MILLIS);
        }
        LOG.info("instance={} websocket lost; polling goes on", instance.id());
        ears.lost(instance.id());
    }

    private void connectIn(long millis) {
        if (!closed) {
            timer = vertx.setTimer(millis, each -> connect());
        }
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
