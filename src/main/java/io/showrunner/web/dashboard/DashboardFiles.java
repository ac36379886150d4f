package io.showrunner.web.dashboard;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** The dashboard's files, out of the jar: {@code /} and {@code /dashboard/}. Nothing in them is inline and nothing comes from elsewhere. */
public final class DashboardFiles implements StartupListener {
    private static final String FILES = "io/showrunner/dashboard";
    private static final String LIBRARY = "META-INF/resources/_static/htm/3.1.1/preact";
    /** A picture that was chosen and is not sent yet is a blob. */
    private static final String POLICY = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; object-src 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private final int port;
    private final AtomicBoolean isServed = new AtomicBoolean();

    public DashboardFiles(int port) {
        this.port = port;
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (isServed.compareAndSet(false, true)) {
            serve(VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port)));
        }
    }

    private static void serve(Router router) {
        router.get("/").handler(DashboardFiles::secure).handler(files(FILES));
        router.get("/dashboard/*").handler(DashboardFiles::secure);
        router.get("/dashboard/lib/*").handler(files(LIBRARY));
        router.get("/dashboard/*").handler(files(FILES));
    }

    /** Not kept by browsers: after an update the parts must fit together. */
    private static StaticHandler files(String folder) {
        return StaticHandler.create(folder)
                .setCachingEnabled(false)
                .setDirectoryListing(false)
                .setIncludeHidden(false);
    }

    private static void secure(RoutingContext routing) {
        HttpServerResponse response = routing.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        routing.next();
    }
}
