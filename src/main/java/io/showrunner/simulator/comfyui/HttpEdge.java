package io.showrunner.simulator.comfyui;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the sockets and the desks: log, origin, body limit, scripted faults, and the reply on the wire. */
final class HttpEdge {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final Map<String, String> CROSS_ORIGIN = Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Methods", "POST, GET, DELETE, PUT, OPTIONS, PATCH",
            "Access-Control-Allow-Headers", "Content-Type, Authorization",
            "Access-Control-Allow-Credentials", "true");

    private final Vertx vertx;
    private final ServerProcess.Parts parts;
    private final RouteTable routes;
    private final SocketHub hub;
    private final Connections connections;

    HttpEdge(Vertx vertx, ServerProcess.Parts parts, RouteTable routes, SocketHub hub, Connections connections) {
        this.vertx = vertx;
        this.parts = parts;
        this.routes = routes;
        this.hub = hub;
        this.connections = connections;
    }

    void handle(HttpServerRequest request) {
        connections.serving(request);
        String range = Optional.ofNullable(request.getHeader("Range")).orElse("");
        parts.requests()
                .add(new SeenRequest(
                        parts.clock().instant(), request.method().name(), request.path(), query(request), range));
        if (isForeign(request)) {
            send(request, Reply.empty(403));
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            send(request, Reply.empty(200));
        } else if (RouteTable.withoutApi(request.path()).equals("/ws")
                && request.method().equals(HttpMethod.GET)) {
            openSocket(request);
        } else {
            new BodyReader(request).read().onSuccess(body -> received(request, body));
        }
    }

    private static String query(HttpServerRequest request) {
        return Optional.ofNullable(request.query()).orElse("");
    }

    private boolean isForeign(HttpServerRequest request) {
        String host = request.getHeader("Host");
        String origin = request.getHeader("Origin");
        return parts.options().originCheck() && host != null && origin != null && !OriginCheck.allows(host, origin);
    }

    private void openSocket(HttpServerRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            send(request, Reply.text(400, "No WebSocket UPGRADE hdr: None\n Can \"Upgrade\" only to \"WebSocket\"."));
            return;
        }
        Optional<RequestRule> fault = parts.faults().request("GET", request.path(), "");
        if (fault.isPresent() && fault.get().kind() != RequestRule.Kind.REPLY) {
            Connections.cut(request.connection());
            return;
        }
        Optional<Reply> refusal = fault.flatMap(RequestRule::instead);
        if (refusal.isPresent()) {
            send(request, refusal.get());
            return;
        }
        String clientId = Optional.ofNullable(request.getParam("clientId")).orElse("");
        request.toWebSocket()
                .onSuccess(socket -> hub.accept(socket, clientId))
                .onFailure(e -> LOG.debug("websocket handshake failed client={}", clientId, e));
    }

    private void received(HttpServerRequest request, BodyReader.Body body) {
        if (body.size() > Features.BODY_LIMIT) {
            send(
                    request,
                    Reply.text(
                            413,
                            "Maximum request body size %d exceeded, actual body size %d"
                                    .formatted(Features.BODY_LIMIT, body.size())));
            return;
        }
        String text = body.bytes().toString(StandardCharsets.UTF_8);
        Optional<RequestRule> fault = parts.faults().request(request.method().name(), request.path(), text);
        if (fault.isEmpty()) {
            send(request, answer(request, body));
        } else {
            suffer(request, body, fault.get());
        }
    }

    private void suffer(HttpServerRequest request, BodyReader.Body body, RequestRule fault) {
        switch (fault.kind()) {
            case REPLY -> fault.instead().ifPresent(reply -> send(request, reply));
            case REFUSE -> Connections.cut(request.connection());
            case DROP_REPLY -> {
                answer(request, body);
                Connections.cut(request.connection());
            }
            case CUT_REPLY -> sendHalf(request, answer(request, body));
            case DELAY_REPLY -> {
                Reply reply = answer(request, body);
                vertx.setTimer(Math.max(1, fault.delay().toMillis()), fired -> send(request, reply));
            }
            case NEVER_REPLY -> LOG.debug("never answering path={}", request.path());
        }
    }

    private Reply answer(HttpServerRequest request, BodyReader.Body body) {
        Map<String, String> query = new HashMap<>();
        request.params().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(e -> headers.putIfAbsent(e.getKey().toLowerCase(Locale.ROOT), e.getValue()));
        var call = new Call(request.method().name(), request.path(), "", query, headers, body.bytes(), body.upload());
        try {
            return routes.answer(call);
        } catch (RuntimeException e) {
            LOG.debug("the server got itself in trouble path={}", request.path(), e);
            return Reply.serverError();
        }
    }

    private HttpServerResponse head(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        if (!reply.contentType().isEmpty()) {
            response.putHeader("Content-Type", reply.contentType());
        }
        reply.headers().forEach(response::putHeader);
        if (!parts.options().originCheck()) {
            CROSS_ORIGIN.forEach(response::putHeader);
        }
        return response;
    }

    private void sendHalf(HttpServerRequest request, Reply reply) {
        Buffer body = reply.file()
                .map(part -> vertx.fileSystem()
                        .readFileBlocking(part.path().toString())
                        .slice((int) part.offset(), (int) (part.offset() + part.length())))
                .orElse(reply.body());
        head(request, reply)
                .putHeader("Content-Length", Integer.toString(body.length()))
                .write(body.slice(0, body.length() / 2))
                .onComplete(written -> Connections.cut(request.connection()));
    }

    private void send(HttpServerRequest request, Reply reply) {
        if (request.response().closed()) {
            return;
        }
        parts.replies().add(new SentReply(request.path(), query(request), reply.status()));
        HttpServerResponse response = head(request, reply);
        if (request.method().equals(HttpMethod.HEAD)) {
            long length = reply.file().map(Reply.FilePart::length).orElse((long)
                    reply.body().length());
            response.putHeader("Content-Length", Long.toString(length)).end();
        } else if (reply.file().isPresent()) {
            Reply.FilePart part = reply.file().get();
            response.sendFile(part.path().toString(), part.offset(), part.length())
                    .onFailure(e -> LOG.debug("cannot send file={}", part.path(), e));
        } else {
            response.end(reply.body());
        }
    }
}
