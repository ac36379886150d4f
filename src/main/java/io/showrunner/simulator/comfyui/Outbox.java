package io.showrunner.simulator.comfyui;

import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Events on their way out, one after the other to one socket after the other, as the server's single publishing task
 * sends them. So a client that does not read holds up all events of all clients as soon as its buffers are full, until
 * it reads on or goes away. Runs on the event loop.
 */
final class Outbox {
    private final Queue<Event> waiting = new ArrayDeque<>();
    private final Queue<ServerWebSocket> receivers = new ArrayDeque<>();
    private Consumer<ServerWebSocket> write = socket -> {};
    private ServerWebSocket full;

    /** @param receivers who gets it, asked when its turn has come */
    private record Event(Supplier<List<ServerWebSocket>> receivers, Consumer<ServerWebSocket> write) {}

    void send(Supplier<List<ServerWebSocket>> to, Consumer<ServerWebSocket> how) {
        waiting.add(new Event(to, how));
        deliver();
    }

    /** To be called when a socket has closed or has room again: what it held up goes on. */
    void release(ServerWebSocket socket) {
        if (socket == full) {
            full = null;
            deliver();
        }
    }

    private void deliver() {
        while (full == null && hasReceiver()) {
            ServerWebSocket socket = receivers.remove();
            if (!socket.isClosed()) {
                write.accept(socket);
                awaitRoom(socket);
            }
        }
    }

    private boolean hasReceiver() {
        while (receivers.isEmpty() && !waiting.isEmpty()) {
            Event next = waiting.remove();
            write = next.write();
            receivers.addAll(next.receivers().get());
        }
        return !receivers.isEmpty();
    }

    private void awaitRoom(ServerWebSocket socket) {
        if (socket.writeQueueFull()) {
            full = socket;
            socket.drainHandler(drained -> release(socket));
        }
    }
}
