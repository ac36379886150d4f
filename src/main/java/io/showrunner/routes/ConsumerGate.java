package io.showrunner.routes;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which routes may take work: one that nobody holds. Taking is stopped at the consumer and not at the route, so that it
 * stops within a millisecond, work in progress goes on, and nobody waits for it. Thread-safe.
 */
final class ConsumerGate {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerGate.class);

    private final CamelContext context;
    private final Map<String, Set<Holder>> holders = new HashMap<>();
    private final Set<String> tooEarly = new HashSet<>();

    /** Who keeps a route from taking work. */
    enum Holder {
        /** Its ComfyUI server is not UP. */
        INSTANCE,
        /** Another node leads the cluster. */
        LEADER,
        /** Its stage is held. */
        STAGE,
        /** Routes are being swapped. */
        SWAP
    }

    ConsumerGate(CamelContext context) {
        this.context = context;
    }

    synchronized void hold(String routeId, Holder holder) {
        if (holders.computeIfAbsent(routeId, id -> EnumSet.noneOf(Holder.class)).add(holder)) {
            apply(routeId);
        }
    }

    synchronized void admit(String routeId, Holder holder) {
        Set<Holder> left = holders.getOrDefault(routeId, EnumSet.noneOf(Holder.class));
        left.remove(holder);
        if (left.isEmpty()) {
            holders.remove(routeId);
        }
        apply(routeId);
    }

    synchronized boolean isHeld(String routeId) {
        return holders.containsKey(routeId);
    }

    /** To be called when the context has started, and after routes were swapped: they know nothing of their holders. */
    synchronized void applyAll() {
        Set<String> concerned = new HashSet<>(holders.keySet());
        concerned.addAll(tooEarly);
        tooEarly.clear();
        concerned.forEach(this::apply);
    }

    private void apply(String routeId) {
        if (!context.isStarted()) {
            tooEarly.add(routeId);
            return;
        }
        Route route = context.getRoute(routeId);
        if (route == null || route.getConsumer() == null) {
            return;
        }
        try {
            ServiceStatus status = context.getRouteController().getRouteStatus(routeId);
            if (holders.containsKey(routeId)) {
                suspend(route, status);
            } else if (status == ServiceStatus.Stopped) {
                context.getRouteController().startRoute(routeId);
            } else if (status == ServiceStatus.Started) {
                ServiceHelper.resumeService(route.getConsumer());
            }
        } catch (Exception e) {
            LOG.error("route={} cannot be held or released: {}", routeId, e.getMessage(), e);
        }
    }

    /** One that was never started takes nothing; suspended all the same, it could not be started any more. */
    private static void suspend(Route route, ServiceStatus status) {
        if (status == ServiceStatus.Started) {
            ServiceHelper.suspendService(route.getConsumer());
        }
    }
}
