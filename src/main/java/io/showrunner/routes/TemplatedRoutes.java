package io.showrunner.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The routes that Java makes from templates, remembered so that {@link LiveRoutes} can make exactly those again whose
 * template changed. What is added before the templates are loaded is made together with them. Thread-safe.
 */
public final class TemplatedRoutes {
    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private CamelContext context;

    /** One route to be made from a template. */
    record Instance(String templateId, String routeId, Map<String, Object> parameters) {
        void addTo(CamelContext context) {
            TemplatedRouteBuilder.builder(context, templateId)
                    .routeId(routeId)
                    .parameters(parameters)
                    .add();
        }
    }

    /**
     * Makes a route of the template.
     *
     * @throws IllegalArgumentException when the route id is taken, the template is not there, or a parameter is missing
     */
    public synchronized void add(String templateId, String routeId, Map<String, Object> parameters) {
        if (instances.containsKey(routeId)) {
            throw new IllegalArgumentException("there is already a route " + routeId + " from a template");
        }
        Instance instance = new Instance(templateId, routeId, Map.copyOf(parameters));
        if (context != null) {
            instance.addTo(context);
        }
        instances.put(routeId, instance);
    }

    /**
     * Stops and removes a route that was made by {@link #add}; one that is not there is no error.
     *
     * @param patience in milliseconds, for what the route is doing; then it is interrupted
     */
    public synchronized void remove(String routeId, long patience) throws Exception {
        if (instances.remove(routeId) != null && context != null) {
            context.getRouteController().stopRoute(routeId, patience, TimeUnit.MILLISECONDS);
            context.removeRoute(routeId);
        }
    }

    /** The templates are loaded: from now on {@link #add} makes its route at once. */
    synchronized void loadedInto(CamelContext live) {
        context = live;
    }

    synchronized List<Instance> all() {
        return new ArrayList<>(instances.values());
    }

    synchronized List<Instance> of(String templateId) {
        return instances.values().stream()
                .filter(each -> each.templateId().equals(templateId))
                .toList();
    }
}
