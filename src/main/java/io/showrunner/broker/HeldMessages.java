package io.showrunner.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * What this process holds of the queues, and that it holds no message twice at a time. A broker that was restarted gives
 * out again what a route is still busy with; the second copy goes back to its queue until the first has come to its end,
 * and is then seen to be outdated. Thread-safe.
 */
public final class HeldMessages extends RoutePolicySupport implements RoutePolicyFactory {
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final Map<String, Exchange> held = new HashMap<>();

    HeldMessages() {}

    /** How many of the queue's messages this process holds. */
    synchronized long count(String queue) {
        return held.values().stream()
                .filter(holder -> holder.getFromEndpoint().getEndpointUri().contains("//" + queue))
                .count();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode node) {
        return node instanceof RouteDefinition route
                        && route.getInput().getEndpointUri().startsWith("jms:")
                ? this
                : null;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        if (!take(key(exchange), exchange)) {
            exchange.setRollbackOnly(true);
            exchange.setRouteStop(true);
        }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        synchronized (this) {
            held.values().removeIf(holder -> holder == exchange);
            notifyAll();
        }
    }

    /** False when another has it, and still does after a while. */
    private synchronized boolean take(String key, Exchange exchange) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        try {
            long left = LONGEST_WAIT_MILLIS;
            while (left > 0 && held.containsKey(key)) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return held.putIfAbsent(key, exchange) == null;
    }

    private static String key(Exchange exchange) {
        return exchange.getFromEndpoint().getEndpointUri() + " "
                + exchange.getMessage().getBody(String.class);
    }
}
