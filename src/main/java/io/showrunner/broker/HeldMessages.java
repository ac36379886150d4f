package io.showrunner.broker;

import io.showrunner.cluster.SharedLocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What this process holds of the queues, and that no message is held twice at a time, by it or by another node. A broker that
 * was restarted, or has lost sight of a node, gives out again what a route is still busy with; the second copy goes back to
 * its queue until the first has come to its end, and is then seen to be outdated. Thread-safe.
 */
public final class HeldMessages extends RoutePolicySupport implements RoutePolicyFactory {
    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final long LOOK_MILLIS = 100;

    private final Map<String, Holder> held = new HashMap<>();
    private final Optional<SharedLocks> cluster;

    private record Holder(Exchange exchange, Optional<SharedLocks.Held> lock) {}

    /** @param cluster locks that keep the other nodes from a message too; empty when there are none */
    HeldMessages(Optional<SharedLocks> cluster) {
        this.cluster = cluster;
    }

    /** How many of the queue's messages this process holds. */
    synchronized long count(String queue) {
        return held.values().stream()
                .filter(holder ->
                        holder.exchange().getFromEndpoint().getEndpointUri().contains("//" + queue))
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
            List<Holder> done = held.values().stream()
                    .filter(holder -> holder.exchange() == exchange)
                    .toList();
            done.forEach(holder -> holder.lock().ifPresent(SharedLocks.Held::close));
            held.values().removeAll(done);
            notifyAll();
        }
    }

    /** False when another has it, and still does after a while. */
    private synchronized boolean take(String key, Exchange exchange) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        boolean taken = tryTake(key, exchange);
        try {
            long left = LONGEST_WAIT_MILLIS;
            while (!taken && left > 0) {
                wait(Math.min(left, LOOK_MILLIS));
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                taken = tryTake(key, exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken;
    }

    private boolean tryTake(String key, Exchange exchange) {
        if (held.containsKey(key)) {
            return false;
        }
        Optional<SharedLocks.Held> lock = cluster.flatMap(locks -> locks.tryTake(key));
        boolean isFree = cluster.isEmpty() || lock.isPresent();
        if (isFree) {
            held.put(key, new Holder(exchange, lock));
        }
        return isFree;
    }

    private static String key(Exchange exchange) {
        return exchange.getFromEndpoint().getEndpointUri() + " "
                + exchange.getMessage().getBody(String.class);
    }
}
