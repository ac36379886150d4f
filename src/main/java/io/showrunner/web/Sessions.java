package io.showrunner.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.showrunner.story.Json;
import io.showrunner.web.AccessTokens.Holder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code /api/session}: a browser shows a token once and gets a cookie for it, which no script can read and no other site can have sent.
 */
final class Sessions {
    private static final String PATH = "/api/session";
    private static final int MOST_BYTES = 4 << 10;

    private final AccessTokens tokens;
    private final SessionCookie cookies;
    private final AccessGuard guard;

    /**
     * Who is signed in.
     *
     * @param required true when the port asks for tokens
     * @param signedIn true when the request may have everything
     * @param name of the token; null when it has none
     */
    private record Session(boolean required, boolean signedIn, String name) {}

    Sessions(AccessTokens tokens, SessionCookie cookies, AccessGuard guard) {
        this.tokens = tokens;
        this.cookies = cookies;
        this.guard = guard;
    }

    void serve(Router router, int order, ErrorAnswers errors) {
        router.get(PATH).order(order).handler(this::show);
        router.post(PATH)
                .order(order)
                .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
                .handler(this::open)
                .failureHandler(errors::failed);
        router.delete(PATH).order(order).handler(this::close);
    }

    private void show(RoutingContext routing) {
        answer(routing, guard.holder(routing.request()));
    }

    private void open(RoutingContext routing) {
        if (tokens.isOpen()) {
            answer(routing, Optional.empty());
        } else if (!"application/json".equals(type(routing))) {
            Problem.of(
                            415,
                            "unknown content type",
                            "Send JSON such as {\"token\": \"…\"} with Content-Type: application/json.")
                    .answer(routing);
        } else if (!guard.mustWait(routing)) {
            Optional<Holder> holder = tokens.holder(token(routing));
            if (holder.isEmpty()) {
                guard.countFailure(routing);
                Problem.of(
                                401,
                                "wrong token",
                                "This is no token of this server; see showrunner.http.token in its settings.")
                        .answer(routing);
                return;
            }
            routing.response()
                    .addCookie(cookie(routing, cookies.of(holder.get()), Duration.ofHours(SessionCookie.HOURS)));
            answer(routing, holder);
        }
    }

    private void close(RoutingContext routing) {
        routing.response()
                .addCookie(cookie(routing, "", Duration.ZERO))
                .setStatusCode(204)
                .end();
    }

    private void answer(RoutingContext routing, Optional<Holder> holder) {
        Session session = new Session(
                !tokens.isOpen(),
                tokens.isOpen() || holder.isPresent(),
                holder.map(Holder::name).filter(name -> !name.isEmpty()).orElse(null));
        routing.response().putHeader("Content-Type", "application/json").end(Json.write(session));
    }

    private static Cookie cookie(RoutingContext routing, String value, Duration age) {
        return Cookie.cookie(SessionCookie.NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(routing.request().isSSL())
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(age.toSeconds());
    }

    private static String type(RoutingContext routing) {
        String type = routing.request().getHeader("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip();
    }

    /** Empty, which is nobody's, when the body is not as it should be. */
    private static String token(RoutingContext routing) {
        try {
            String body = routing.body().asString();
            return Json.mapper()
                    .readTree(body == null ? "" : body)
                    .path("token")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
