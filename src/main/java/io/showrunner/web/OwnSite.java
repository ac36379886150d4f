package io.showrunner.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages of other sites away. On loopback, Host must name loopback (a rebound DNS name does not); an Origin, when there is one,
 * must be ours.
 */
final class OwnSite {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final boolean onlyLoopback;

    /** @param onlyLoopback true when the port is open to everybody on this machine */
    OwnSite(boolean onlyLoopback) {
        this.onlyLoopback = onlyLoopback;
    }

    /** Why the request is not served; empty when it comes from here. */
    Optional<Problem> refuses(HttpServerRequest request) {
        String host = hostOf(request);
        String origin = request.getHeader("Origin");
        if (onlyLoopback && !isLoopback(host)) {
            return Optional.of(Problem.of(403, "foreign host", "This port answers only to 127.0.0.1 and localhost."));
        }
        return origin != null && !isOwn(origin, host)
                ? Optional.of(Problem.of(403, "foreign origin", "Pages of other sites may not talk to this port."))
                : Optional.empty();
    }

    /** A client that upgrades to HTTP/2 names the host in its own way. */
    private static String hostOf(HttpServerRequest request) {
        String header = request.getHeader("Host");
        return header == null && request.authority() != null
                ? request.authority().toString()
                : header;
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
