package io.showrunner.web.events;

import io.showrunner.story.Json;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens to what happens here. A client that comes back gets what it missed; one that cannot be told what it missed is told
 * to load everything anew. A client that does not read is let go and comes back; nobody waits for it. Thread-safe.
 */
final class EventHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
    /** What a client has to do that knows nothing, or may have missed something. */
    private static final String RESET = Json.write(Map.of("type", "reset"));

    private final EventRing ring;
    private final int mostClients;
    private final int clientBytes;
    private final Set<HttpServerResponse> clients = new LinkedHashSet<>();
    private boolean closed;

    /**
     * @param remembered events that a client may have missed
     * @param clientBytes that may wait for one client
     */
    EventHub(int remembered, int mostClients, int clientBytes) {
        this.ring = new EventRing(UUID.randomUUID().toString().substring(0, 8), remembered);
        this.mostClients = mostClients;
        this.clientBytes = clientBytes;
    }

    /** From now on the client hears everything; false when there are too many, or the application stops. */
    synchronized boolean add(HttpServerResponse client, String lastEventId) {
        if (closed || clients.size() >= mostClients) {
            return false;
        }
        client.setChunked(true)
                .setWriteQueueMaxSize(clientBytes)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .closeHandler(gone -> remove(client))
                .exceptionHandler(gone -> remove(client));
        client.write("retry: 2000\n\n"
                + ring.after(lastEventId)
                        .map(missed -> String.join("", missed))
                        .orElseGet(() -> "id: " + ring.lastId() + "\ndata: " + RESET + "\n\n"));
        clients.add(client);
        return true;
    }

    private synchronized void remove(HttpServerResponse client) {
        clients.remove(client);
    }

    /** Tells everybody. */
    synchronized void publish(Map<String, Object> event) {
        if (!closed) {
            tell(ring.add(Json.write(event)));
        }
    }

    /** Shows proxies and clients that the connections are alive. */
    synchronized void beat() {
        tell(":\n\n");
    }

    private void tell(String text) {
        for (HttpServerResponse client : List.copyOf(clients)) {
            if (client.closed() || client.ended()) {
                clients.remove(client);
            } else if (client.writeQueueFull()) {
                LOG.info("a client of /api/events does not read and is let go");
                clients.remove(client);
                client.reset();
            } else {
                client.write(text);
            }
        }
    }

    /** Clients that listen now. */
    synchronized int clients() {
        return clients.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.stream().filter(client -> !client.ended()).forEach(HttpServerResponse::end);
        clients.clear();
    }
}
