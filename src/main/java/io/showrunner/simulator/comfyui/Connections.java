package io.showrunner.simulator.comfyui;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open TCP connections, so that they can end without a goodbye: all of them when the process is killed, and one on
 * which nothing more is asked for some time after a reply.
 */
final class Connections {
    private final Vertx vertx;
    private final Duration keepAlive;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final Map<HttpConnection, Long> idleTimers = new ConcurrentHashMap<>();

    Connections(Vertx vertx, Duration keepAlive) {
        this.vertx = vertx;
        this.keepAlive = keepAlive;
    }

    void add(HttpConnection connection) {
        open.add(connection);
        connection.closeHandler(closed -> {
            open.remove(connection);
            busy(connection);
        });
    }

    /** Keeps the connection of a request until some time after the reply; an upgraded one has no reply and stays. */
    void serving(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        busy(connection);
        request.response().endHandler(sent -> idle(connection));
    }

    private void idle(HttpConnection connection) {
        if (open.contains(connection)) {
            idleTimers.put(connection, vertx.setTimer(keepAlive.toMillis(), fired -> cut(connection)));
        }
    }

    private void busy(HttpConnection connection) {
        Long timer = idleTimers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    void cutAll() {
        open.forEach(Connections::cut);
        open.clear();
    }

    static void cut(HttpConnection connection) {
        close(((ConnectionBase) connection).channel());
    }

    static void cut(ServerWebSocket socket) {
        close(channel(socket));
    }

    /** From here on neither a ping nor a goodbye is noticed. */
    static void stopReading(ServerWebSocket socket) {
        channel(socket).config().setAutoRead(false);
    }

    private static Channel channel(ServerWebSocket socket) {
        return ((WebSocketInternal) socket).channelHandlerContext().channel();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever cuts a line does not wait for the other side
    private static void close(Channel channel) {
        channel.close();
    }
}
