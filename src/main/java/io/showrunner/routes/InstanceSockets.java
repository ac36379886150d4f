package io.showrunner.routes;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One websocket per ComfyUI server, all on Vert.x's event loops, so that the end of a prompt is known at once. What
 * counts is polled; without a socket everything goes on, a poll interval later. Every connection has a client id of its
 * own: the server would starve a second socket with an old id. A lost socket puts the server in doubt, so that it is
 * probed at once; one that is half-open is noticed within 15 s, because no pong comes.
 *
 * <p>The event loops only read: what is heard is passed on by a thread of its own, the oldest is dropped when too much
 * waits, and a frame longer than any event of use is dropped at once, so nobody who listens slowly keeps a server from
 * sending to its other clients. Vert.x, which serves the HTTP port already, and not the client of the JDK, which has no
 * idle timeout and hands out long messages in pieces.
 */
public final class InstanceSockets implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceSockets.class);
    private static final int LARGEST_MESSAGE_BYTES = 16 << 20;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int MOST_WAITING = 1_000;
    private static final int LONGEST_PASSED_ON = 1 << 16;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final InstanceSocket.Ears listener;
    private final ExecutorService news = oneThread();
    private final Map<String, InstanceSocket> sockets = new ConcurrentHashMap<>();

    /** The listener is called on one thread of its own, in the order in which things happen. */
    InstanceSockets(Vertx vertx, Fleet fleet, InstanceSocket.Ears listener) {
        this.vertx = vertx;
        this.listener = listener;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setMaxMessageSize(LARGEST_MESSAGE_BYTES)
                .setMaxFrameSize(LARGEST_MESSAGE_BYTES)
                .setReadIdleTimeout((int) (3 * InstanceSocket.PING_MILLIS / 1000)));
        fleet.onStateChange((instance, state) -> {
            if (state == InstanceState.UP) {
                find(instance).ifPresent(InstanceSocket::connect);
            }
        });
    }

    /** Connects to the server, and again whenever the socket is lost, until {@link #disconnect}. */
    public void connect(InstanceSettings instance) {
        InstanceSocket socket = new InstanceSocket(instance, vertx, client, passingOn());
        sockets.put(instance.id(), socket);
        socket.connect();
    }

    /** Closes the server's socket for good. */
    public void disconnect(String instanceId) {
        Optional.ofNullable(sockets.remove(instanceId)).ifPresent(InstanceSocket::close);
    }

    /** The client id under which prompts for the server are posted now; a fresh one when no socket is open. */
    public String clientId(String instanceId) {
        return find(instanceId).flatMap(InstanceSocket::clientId).orElseGet(() -> UUID.randomUUID()
                .toString());
    }

    private Optional<InstanceSocket> find(String instanceId) {
        return Optional.ofNullable(sockets.get(instanceId));
    }

    private InstanceSocket.Ears passingOn() {
        return new InstanceSocket.Ears() {
            @Override
            public void heard(String instanceId, String frame) {
                if (frame.length() <= LONGEST_PASSED_ON) {
                    tell(() -> listener.heard(instanceId, frame));
                }
            }

            @Override
            public void answered(String instanceId) {
                tell(() -> listener.answered(instanceId));
            }

            @Override
            public void lost(String instanceId) {
                tell(() -> listener.lost(instanceId));
            }
        };
    }

    private void tell(Runnable what) {
        news.execute(() -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                LOG.error("what came over a websocket had no effect: {}", e.getMessage(), e);
            }
        });
    }

    private static ExecutorService oneThread() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "comfyui-events");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    @Override
    public void close() {
        sockets.keySet().forEach(this::disconnect);
        client.close();
        news.shutdownNow();
    }
}
