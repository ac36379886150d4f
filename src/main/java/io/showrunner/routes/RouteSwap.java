package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import io.showrunner.routes.RoutePlan.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.Suspendable;
import org.apache.camel.SuspendableService;
import org.apache.camel.model.Model;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Carries out a plan in the live context. Routes that bring work in stop first and start last, so that no message
 * arrives at a route that is not there. When a new route does not start, everything is put back as it was.
 */
final class RouteSwap {
    private static final int MOST_LOOKS = 100;
    private static final long LOOK_MILLIS = 10;

    private final CamelContext context;
    private final Model model;
    private final Duration patience;
    private final SwapGate gate;
    private final Set<String> suspended = new HashSet<>();

    /** @param patience for what the routes are doing; then it is interrupted and its message goes back to its queue */
    RouteSwap(CamelContext context, Duration patience, SwapGate gate) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
        this.patience = patience;
        this.gate = gate;
    }

    /**
     * Makes the changes.
     *
     * @throws RouteRefused when a new route does not start; what ran before runs again then
     */
    void apply(RoutePlan plan) throws Exception {
        if (!isAtWork(plan)) {
            swap(plan);
            return;
        }
        try {
            gate.close().run();
            awaitGivenBack(plan);
            swap(plan);
        } finally {
            gate.open().run();
        }
    }

    private boolean isAtWork(RoutePlan plan) {
        return plan.unitsOut().stream()
                .anyMatch(unit -> context.getInflightRepository().size(unit.routeId()) > 0);
    }

    /** Camel looks only once a second whether a route that it stops has become idle. */
    private void awaitGivenBack(RoutePlan plan) throws InterruptedException {
        for (int looks = 0; looks < MOST_LOOKS && isAtWork(plan); looks++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private void swap(RoutePlan plan) throws Exception {
        stopAndRemove(plan.unitsOut());
        try {
            for (RouteItem part : plan.partsOut()) {
                remove(part);
            }
            putIn(plan.partsIn(), plan.unitsIn());
        } catch (Exception e) {
            putBack(plan, e);
            throw e;
        }
    }

    private void putBack(RoutePlan plan, Exception why) {
        try {
            stopAndRemove(plan.unitsIn().stream()
                    .sorted((a, b) -> Boolean.compare(b.bringsWork(), a.bringsWork()))
                    .toList());
            for (RouteItem part : backwards(plan.partsIn())) {
                remove(part);
            }
            putIn(backwards(plan.partsOut()), backwards(plan.unitsOut()));
        } catch (Exception e) {
            why.addSuppressed(e);
            throw new IllegalStateException(
                    "a new route did not start (" + why.getMessage() + ") and the former ones could not be put back ("
                            + e.getMessage() + "); save the file as it was, or restart",
                    why);
        }
    }

    private void putIn(List<RouteItem> parts, List<Unit> units) throws Exception {
        for (RouteItem part : parts) {
            RouteFault.attempt(part, () -> RouteLoader.load(context, part));
        }
        for (Unit unit : units) {
            RouteFault.attempt(unit.origin(), () -> add(unit));
        }
    }

    private void add(Unit unit) throws Exception {
        if (unit.instance().isPresent()) {
            unit.instance().get().addTo(context);
        } else {
            RouteLoader.load(context, unit.origin());
        }
        if (suspended.contains(unit.routeId())) {
            Route route = context.getRoute(unit.routeId());
            if (route != null && route.getConsumer() instanceof Suspendable) {
                ServiceHelper.suspendService(route.getConsumer());
            }
        }
    }

    private void stopAndRemove(List<Unit> units) throws Exception {
        List<String> ids = units.stream().map(Unit::routeId).toList();
        ids.stream().filter(this::isSuspended).forEach(suspended::add);
        stop(ids);
        for (String id : ids) {
            context.getRouteController().stopRoute(id, 1, TimeUnit.MILLISECONDS);
            if (!context.removeRoute(id)) {
                Optional.ofNullable(model.getRouteDefinition(id)).ifPresent(model.getRouteDefinitions()::remove);
            }
        }
    }

    /** All at once, because each may need the whole timeout. */
    private void stop(List<String> ids) throws Exception {
        List<RouteStartupOrder> running = context.getCamelContextExtension().getRouteStartupOrder().stream()
                .filter(order -> ids.contains(order.getRoute().getRouteId()))
                .toList();
        context.getShutdownStrategy().shutdown(context, running, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isSuspended(String routeId) {
        Route route = context.getRoute(routeId);
        return route != null
                && (context.getRouteController().getRouteStatus(routeId) == ServiceStatus.Stopped
                        || (route.getConsumer() instanceof SuspendableService consumer && consumer.isSuspended()));
    }

    private void remove(RouteItem part) throws Exception {
        if (part.kind() == Kind.BEANS) {
            for (String name : part.id().split(",")) {
                context.getRegistry().unbind(name);
            }
        } else if (part.kind() == Kind.CONFIGURATION && model.getRouteConfigurationDefinition(part.id()) != null) {
            model.removeRouteConfiguration(model.getRouteConfigurationDefinition(part.id()));
        } else if (part.kind() == Kind.TEMPLATE && model.getRouteTemplateDefinition(part.id()) != null) {
            model.removeRouteTemplateDefinition(model.getRouteTemplateDefinition(part.id()));
        }
    }

    private static <T> List<T> backwards(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
