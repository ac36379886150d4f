package io.showrunner.simulator.comfyui;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
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
        close(((ConnectionBase) connection).channel());
    }

    static void cut(ServerWebSocket socket) {
        close(((WebSocketInternal) socket).channelHandlerContext().channel());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever cuts a line does not wait for the other side
    private static void close(Channel channel) {
        channel.close();
    }
}
