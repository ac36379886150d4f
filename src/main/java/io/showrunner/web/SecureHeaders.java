package io.showrunner.web;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What every answer tells browsers: show nothing that it may not, keep nothing, run nothing. Pages and files say more themselves. */
final class SecureHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private SecureHeaders() {}

    static void addTo(RoutingContext routing) {
        ALWAYS.forEach(routing.response()::putHeader);
    }
}
