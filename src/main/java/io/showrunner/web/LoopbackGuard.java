package io.showrunner.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages of other sites away from the HTTP port. On loopback, Host must name loopback (a rebound DNS name does
 * not) and an Origin, when there is one, must be ours; with a token, every request must bring it.
 */
final class LoopbackGuard {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final String token;

    /** With an empty token the port is open to everybody on this machine. */
    LoopbackGuard(String token) {
        this.token = token;
    }

    /** Lets the request pass or answers 401 or 403. */
    void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String origin = request.getHeader("Origin");
        String host = hostOf(request);
        if (!token.isEmpty() && !isToken(request.getHeader("Authorization"))) {
            routing.response().putHeader("WWW-Authenticate", "Bearer");
            Problem.of(401, "token required", "Send the header Authorization: Bearer <showrunner.http.token>.")
                    .answer(routing);
        } else if (token.isEmpty() && !isLoopback(host)) {
            Problem.of(403, "foreign host", "This port answers only to 127.0.0.1 and localhost.")
                    .answer(routing);
        } else if (origin != null && !isOwn(origin, host)) {
            Problem.of(403, "foreign origin", "Pages of other sites may not talk to this port.")
                    .answer(routing);
        } else {
            routing.next();
        }
    }

    /** A client that upgrades to HTTP/2 names the host in its own way. */
    private static String hostOf(HttpServerRequest request) {
        String header = request.getHeader("Host");
        return header == null && request.authority() != null
                ? request.authority().toString()
                : header;
    }

    private boolean isToken(String authorization) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return authorization != null && MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(String host) {
        return host != null && LOOPBACK.contains(withoutPort(host));
    }

    private static boolean isOwn(String origin, String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }
}
