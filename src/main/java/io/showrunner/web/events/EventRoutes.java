package io.showrunner.web.events;

import io.showrunner.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * {@code GET /api/events}: what happens, as server-sent events. They say what changed, and the paths of the API say how it is now;
 * so an event that comes twice does no harm.
 */
public final class EventRoutes extends LifecycleStrategySupport implements StartupListener {
    private static final int REMEMBERED = 2_000;
    private static final int MOST_CLIENTS = 100;
    private static final int CLIENT_BYTES = 256 << 10;
    private static final long TICK_MILLIS = 500;
    private static final long BEAT_MILLIS = TimeUnit.SECONDS.toMillis(15);
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Vertx vertx;
    private final int port;
    private final EventFeed feed;
    private final EventHub hub = new EventHub(REMEMBERED, MOST_CLIENTS, CLIENT_BYTES);
    private boolean isServed;

    /** @param port to be served; the context has to be told of this before it starts */
    public EventRoutes(Vertx vertx, int port, EventFeed feed) {
        this.vertx = vertx;
        this.port = port;
        this.feed = feed;
    }

    @Override
    public synchronized void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (isServed) {
            return;
        }
        isServed = true;
        Router router = VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        router.get("/api/events").handler(this::listen);
        feed.listen(hub::publish);
        vertx.setPeriodic(TICK_MILLIS, tick -> vertx.executeBlocking(() -> feed.look(hub::publish)));
        vertx.setPeriodic(BEAT_MILLIS, tick -> hub.beat());
    }

    private void listen(RoutingContext routing) {
        if (!hub.add(routing.response(), routing.request().getHeader("Last-Event-ID"))) {
            routing.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            Problem.of(
                            503,
                            "too many listeners",
                            "Close other pages that show the dashboard, then load this one again.")
                    .answer(routing);
        }
    }

    /** Lets everybody go at once. */
    @Override
    public void onContextStopping(CamelContext context) {
        hub.close();
    }
}
