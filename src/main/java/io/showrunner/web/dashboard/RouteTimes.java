package io.showrunner.web.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** When each route ran last, and for how long; a route that is swapped keeps its time. Thread-safe. */
public final class RouteTimes extends RoutePolicySupport implements RoutePolicyFactory {
    private static final String BEGIN = "RouteTimes-";
    private static final double NANOS = 1e9;

    private final Map<String, Run> last = new ConcurrentHashMap<>();
    private final Clock clock;

    record Run(Instant endedAt, double seconds) {}

    public RouteTimes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode node) {
        return this;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.setProperty(BEGIN + route.getRouteId(), System.nanoTime());
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        if (exchange.removeProperty(BEGIN + route.getRouteId()) instanceof Long begin) {
            last.put(route.getRouteId(), new Run(clock.instant(), (System.nanoTime() - begin) / NANOS));
        }
    }

    Optional<Run> lastOf(String routeId) {
        return Optional.ofNullable(last.get(routeId));
    }
}
