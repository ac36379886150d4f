package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One websocket per ComfyUI server, all on Vert.x's event loops, so that the end of a prompt is known at once. What
 * counts is polled; without a socket everything goes on, a poll interval later. Every connection has a client id of its
 * own: the server would starve a second socket with an old id. A lost socket puts the server in doubt, so that it is
 * probed at once.
 */
public final class InstanceSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceSockets.class);
    private static final int LARGEST_MESSAGE_BYTES = 16 << 20;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final long PING_MILLIS = 5_000;
    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long LONGEST_BACKOFF_MILLIS = 5_000;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final Fleet fleet;
    private final SocketEvents events;
    private final Map<String, String> clientIds = new ConcurrentHashMap<>();
    private volatile boolean closed;

    InstanceSockets(Vertx vertx, Fleet fleet, SocketEvents events) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.events = events;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxMessageSize(LARGEST_MESSAGE_BYTES)
                .setMaxFrameSize(LARGEST_MESSAGE_BYTES)
                .setIdleTimeout((int) (3 * PING_MILLIS / 1000)));
    }

    /** Connects to the server, and again whenever the socket is lost, until this is closed. */
    public void connect(InstanceSettings instance) {
        connect(instance, FIRST_BACKOFF_MILLIS);
    }

    /** The client id under which prompts for the server are posted now; a fresh one when no socket is open. */
    public String clientId(String instanceId) {
        return clientIds.getOrDefault(instanceId, UUID.randomUUID().toString());
    }

    private void connect(InstanceSettings instance, long backoffMillis) {
        if (closed) {
            return;
        }
        String clientId = UUID.randomUUID().toString();
        String url = instance.url().toString().replaceFirst("^http", "ws") + "/ws?clientId=" + clientId;
        client.connect(new WebSocketConnectOptions().setAbsoluteURI(url))
                .onSuccess(socket -> opened(instance, clientId, socket))
                .onFailure(failure -> {
                    LOG.debug("instance={} websocket: {}", instance.id(), failure.getMessage());
                    long next = Math.min(2 * backoffMillis, LONGEST_BACKOFF_MILLIS);
                    later(backoffMillis, () -> connect(instance, next));
                });
    }

    private void opened(InstanceSettings instance, String clientId, WebSocket socket) {
        LOG.debug("instance={} websocket open clientId={}", instance.id(), clientId);
        clientIds.put(instance.id(), clientId);
        long pings = vertx.setPeriodic(PING_MILLIS, timer -> socket.writePing(Buffer.buffer("up?")));
        socket.textMessageHandler(text -> events.heard(instance.id(), text));
        socket.pongHandler(pong -> events.answered(instance.id()));
        socket.exceptionHandler(failure -> LOG.debug("instance={} websocket: {}", instance.id(), failure.getMessage()));
        socket.closeHandler(done -> {
            vertx.cancelTimer(pings);
            clientIds.remove(instance.id(), clientId);
            events.lost(instance.id());
            if (!closed) {
                LOG.info("instance={} websocket lost; polling goes on", instance.id());
                fleet.doubt(instance.id());
                later(FIRST_BACKOFF_MILLIS, () -> connect(instance, FIRST_BACKOFF_MILLIS));
            }
        });
    }

    private void later(long millis, Runnable action) {
        if (!closed) {
            vertx.setTimer(millis, timer -> action.run());
        }
    }

    @Override
    public void close() {
        closed = true;
        client.close();
    }
}
