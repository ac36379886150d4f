package io.showrunner.web;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered when no route takes a request, or the HTTP server itself refuses it: a {@link Problem} each. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private static final String SOON_SECONDS = "5";

    private final Router router;
    private final BooleanSupplier isUp;

    /** @param isUp false while routes come and go because the application starts or stops */
    ErrorAnswers(Router router, BooleanSupplier isUp) {
        this.router = router;
        this.isUp = isUp;
    }

    /** 404, or 405 with the methods that the path has; 503 while a path may be missing only for a moment. */
    void noRoute(RoutingContext routing) {
        if (!isUp.getAsBoolean()) {
            routing.response().putHeader("Retry-After", SOON_SECONDS);
            Problem.of(503, "not up", "Showrunner is starting or stopping; try again in a moment.")
                    .answer(routing);
            return;
        }
        Set<String> methods = methodsOf(routing.normalizedPath());
        if (methods.isEmpty()) {
            Problem.of(404, "no such path", "There is nothing at this path.").answer(routing);
            return;
        }
        String allowed = String.join(", ", methods);
        routing.response().putHeader("Allow", allowed);
        Problem.of(405, "method not allowed", "This path takes " + allowed + ".")
                .answer(routing);
    }

    /** What the server refused, with its own status; anything unforeseen is 500 with an id that stands in the log. */
    void failed(RoutingContext routing) {
        int status = routing.statusCode();
        if (routing.response().ended()) {
            return;
        }
        if (status == 413) {
            Problem.of(413, "too large", "The body is larger than showrunner.brief.max-size allows.")
                    .answer(routing);
        } else if (status >= 400 && status < 500) {
            Problem.of(status, "bad request", "The server cannot read this request.")
                    .answer(routing);
        } else {
            String id = UUID.randomUUID().toString();
            LOG.error("http error id={} path={}", id, routing.normalizedPath(), routing.failure());
            Problem.unforeseen(id).answer(routing);
        }
    }

    private Set<String> methodsOf(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null && isAt(route.getPath(), path)) {
                route.methods().forEach(method -> methods.add(method.name()));
            }
        }
        return methods;
    }

    private static boolean isAt(String pattern, String path) {
        String[] wanted = pattern.split("/");
        String[] found = path.split("/");
        boolean same = wanted.length == found.length;
        for (int i = 0; same && i < wanted.length; i++) {
            same = wanted[i].equals(found[i]) || (wanted[i].startsWith(":") && !found[i].isEmpty());
        }
        return same;
    }
}
