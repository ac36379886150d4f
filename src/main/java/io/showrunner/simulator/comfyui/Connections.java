package io.showrunner.simulator.comfyui;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open TCP connections, so that they can end as they do when a process is killed: without a goodbye. */
final class Connections {
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

    void add(HttpConnection connection) {
        open.add(connection);
        connection.closeHandler(closed -> open.remove(connection));
    }

    void cutAll() {
        open.forEach(Connections::cut);
        open.clear();
    }

    static void cut(HttpConnection connection) {
        ((ConnectionBase) connection).channel().close();
    }

    static void cut(ServerWebSocket socket) {
        ((io.vertx.core.http.impl.WebSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .close();
    }
}
