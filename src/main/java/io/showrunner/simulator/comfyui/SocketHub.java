package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The websockets by client id. Everything happens on one event loop, so events keep their order. Two sockets with
 * one id end as on the real server: the closing of the old one also unregisters the new one. Every message is one
 * frame, however long.
 */
final class SocketHub {
    private static final Logger LOG = LoggerFactory.getLogger(SocketHub.class);
    private static final String METADATA_FEATURE = "supports_preview_metadata";

    private final Context loop;
    private final Faults faults;
    private final Supplier<ObjectNode> status;
    private final Outbox outbox = new Outbox();
    private final Map<String, ServerWebSocket> sockets = new HashMap<>();
    private final Set<ServerWebSocket> open = new HashSet<>();
    private final Set<ServerWebSocket> greeted = new HashSet<>();
    private final Set<ServerWebSocket> frozen = new HashSet<>();
    private final Set<String> wantMetadata = new HashSet<>();
    private volatile String currentClient = "";
    private volatile String currentNode = "";

    /** @param status the {@code status} object that all clients get */
    SocketHub(Context loop, Faults faults, Supplier<ObjectNode> status) {
        this.loop = loop;
        this.faults = faults;
        this.status = status;
    }

    /** Registers a new socket; on the event loop. */
    void accept(ServerWebSocket socket, String clientId) {
        String id = clientId.isEmpty() ? UUID.randomUUID().toString().replace("-", "") : clientId;
        open.add(socket);
        sockets.put(id, socket);
        wantMetadata.remove(id);
        socket.closeHandler(closed -> gone(socket, id));
        socket.exceptionHandler(broken -> gone(socket, id));
        socket.textMessageHandler(text -> received(socket, id, text));
        ObjectNode first = Wire.object();
        first.set("status", status.get());
        write(socket, "status", first.put("sid", id));
        if (id.equals(currentClient) && !currentNode.isEmpty()) {
            write(socket, "executing", Wire.object().put("node", currentNode));
        }
    }

    /** Whose prompt runs and which node, for sockets that come back in the middle; "" for none. */
    void current(String clientId, String node) {
        currentClient = clientId;
        currentNode = node;
    }

    void status() {
        loop.runOnContext(ignored -> {
            ObjectNode data = Wire.object();
            data.set("status", status.get());
            outbox.send(() -> targets(Optional.empty()), socket -> write(socket, "status", data));
        });
    }

    /** @param clientId whose event it is; empty sends it to all */
    void send(String type, ObjectNode data, Optional<String> clientId) {
        ObjectNode snapshot = data.deepCopy();
        loop.runOnContext(ignored -> outbox.send(() -> targets(clientId), socket -> write(socket, type, snapshot)));
    }

    /** A preview picture: with the node's metadata for a client that asked for it, plain for others. */
    void preview(byte[] jpeg, ObjectNode metadata, Optional<String> clientId) {
        loop.runOnContext(ignored -> {
            boolean extended = clientId.filter(wantMetadata::contains).isPresent();
            Buffer frame = extended ? Previews.withMetadata(jpeg, metadata) : Previews.plain(jpeg);
            outbox.send(() -> targets(clientId), socket -> write(socket, frame));
        });
    }

    /** Closes every socket now. */
    void dropAll() {
        loop.runOnContext(ignored -> List.copyOf(open).forEach(Connections::cut));
    }

    /** Leaves the sockets that are open now without any sign of life, pongs included; not to be called on the loop. */
    void freezeAll() {
        var done = new CompletableFuture<Void>();
        loop.runOnContext(ignored -> {
            open.forEach(Connections::stopReading);
            frozen.addAll(open);
            done.complete(null);
        });
        done.join();
    }

    /** Sends any text to every registered socket. */
    void broadcast(String text) {
        loop.runOnContext(ignored -> outbox.send(() -> targets(Optional.empty()), socket -> write(socket, text)));
    }

    private void gone(ServerWebSocket socket, String id) {
        if (open.remove(socket)) {
            greeted.remove(socket);
            frozen.remove(socket);
            sockets.remove(id);
            outbox.release(socket);
        }
    }

    private List<ServerWebSocket> targets(Optional<String> clientId) {
        if (clientId.isEmpty()) {
            return List.copyOf(sockets.values());
        }
        ServerWebSocket socket = sockets.get(clientId.get());
        return socket == null ? List.of() : List.of(socket);
    }

    private void write(ServerWebSocket socket, String type, ObjectNode data) {
        ObjectNode message = Wire.object().put("type", type);
        message.set("data", data);
        write(socket, Wire.text(message));
    }

    private void write(ServerWebSocket socket, String text) {
        if (hears(socket)) {
            socket.writeFinalTextFrame(text);
        }
    }

    private void write(ServerWebSocket socket, Buffer frame) {
        if (hears(socket)) {
            socket.writeFinalBinaryFrame(frame);
        }
    }

    private boolean hears(ServerWebSocket socket) {
        return !faults.websocketsSilent() && !frozen.contains(socket) && !socket.isClosed();
    }

    /** Only the first message of a socket is looked at. */
    private void received(ServerWebSocket socket, String id, String text) {
        try {
            JsonNode message = Wire.parse(text);
            boolean first = greeted.add(socket);
            if (!first || !message.path("type").asText().equals("feature_flags")) {
                return;
            }
            if (message.path("data").path(METADATA_FEATURE).asBoolean()) {
                wantMetadata.add(id);
            }
            targets(Optional.of(id)).forEach(to -> write(to, "feature_flags", Features.reply()));
        } catch (JsonProcessingException e) {
            LOG.debug("client={} sent no JSON", id, e);
        }
    }
}
