package io.showrunner.web;

import io.showrunner.web.AccessTokens.Holder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may talk to the port. Without a token, everybody on this machine; with one, who brings it or the cookie of a session. The page that
 * asks for the token needs none, and holds nothing.
 */
final class AccessGuard {
    private static final Pattern OPEN_TO_ALL = Pattern.compile("/|/favicon\\.ico|/dashboard/.*|/api/session");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final SessionCookie cookies;
    private final FailedLogins failed;
    private final OwnSite site;

    AccessGuard(AccessTokens tokens, SessionCookie cookies, FailedLogins failed) {
        this.tokens = tokens;
        this.cookies = cookies;
        this.failed = failed;
        this.site = new OwnSite(tokens.isOpen());
    }

    /** Lets the request pass, or answers 401, 403 or 429. */
    void handle(RoutingContext routing) {
        SecureHeaders.addTo(routing);
        Optional<Problem> refusal = site.refuses(routing.request());
        if (refusal.isPresent()) {
            refusal.get().answer(routing);
        } else if (tokens.isOpen()
                || OPEN_TO_ALL.matcher(routing.normalizedPath()).matches()) {
            routing.next();
        } else {
            identify(routing);
        }
    }

    private void identify(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.getHeader("Authorization") != null && mustWait(routing)) {
            return;
        }
        Optional<Holder> holder = holder(request);
        if (holder.isEmpty()) {
            refuse(routing);
        } else if (isForged(request)) {
            Problem.of(
                            403,
                            "origin missing",
                            "A change with a cookie must come from the dashboard; scripts send a token.")
                    .answer(routing);
        } else {
            name(routing, holder.get());
            routing.next();
        }
    }

    /** Camel hands the user of the request to the routes. Vert.x means this to be its own authentication handlers' business. */
    @SuppressWarnings("deprecation")
    private static void name(RoutingContext routing, Holder holder) {
        if (!holder.name().isEmpty()) {
            routing.setUser(User.fromName(holder.name()));
        }
    }

    /** Who sends the request, by its token or else by its cookie. */
    Optional<Holder> holder(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? tokens.holder(authorization.substring(BEARER.length()))
                    : Optional.empty();
        }
        return Optional.ofNullable(request.getCookie(SessionCookie.NAME))
                .map(Cookie::getValue)
                .flatMap(cookies::holder);
    }

    /** Answers 429 to an address that was wrong too often. */
    boolean mustWait(RoutingContext routing) {
        int seconds = failed.waitSeconds(address(routing));
        if (seconds > 0) {
            routing.response().putHeader("Retry-After", Integer.toString(seconds));
            Problem.of(429, "too many wrong tokens", "Wait for " + seconds + " seconds, then send the right token.")
                    .answer(routing);
        }
        return seconds > 0;
    }

    void countFailure(RoutingContext routing) {
        failed.failed(address(routing));
    }

    private void refuse(RoutingContext routing) {
        if (routing.request().getHeader("Authorization") != null) {
            countFailure(routing);
        }
        routing.response().putHeader("WWW-Authenticate", "Bearer");
        Problem.of(401, "token required", "Send the header Authorization: Bearer <token>, or sign in on the dashboard.")
                .answer(routing);
    }

    private static boolean isForged(HttpServerRequest request) {
        return request.getHeader("Authorization") == null
                && !READING.contains(request.method())
                && request.getHeader("Origin") == null;
    }

    private static String address(RoutingContext routing) {
        return routing.request().remoteAddress().hostAddress();
    }
}
