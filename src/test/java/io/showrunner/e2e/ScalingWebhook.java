package io.showrunner.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.showrunner.story.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who is told about servers: it sends the first call elsewhere and remembers every call. */
final class ScalingWebhook implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    record Call(Instant at, String query, JsonNode body) {}

    ScalingWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/scale", exchange -> {
            JsonNode body = Json.mapper().readTree(exchange.getRequestBody().readAllBytes());
            calls.add(new Call(Instant.now(), exchange.getRequestURI().getQuery(), body));
            exchange.getResponseHeaders().set("Location", url() + "?followed=true");
            exchange.sendResponseHeaders(calls.size() == 1 ? 307 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/scale";
    }

    List<Call> calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
