package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Makes all routes in a context of its own that is never started: every entry is read, every endpoint with its options,
 * every bean and every expression is made, and nothing runs. Components, beans and properties are those of the live
 * context. Templates are made with the parameters of their instances; one without instances with what instances of others
 * have under the same name, because beans are named after it, else with a loopback URL for a parameter whose name ends in
 * url and 1 for every other.
 */
final class DryRun {
    private final CamelContext live;
    private final TemplatedRoutes templates;
    private final Map<String, RouteItem> origins = new HashMap<>();

    private DryRun(CamelContext live, TemplatedRoutes templates) {
        this.live = live;
        this.templates = templates;
    }

    /**
     * Checks the whole set.
     *
     * @throws RouteRefused when an entry of it cannot be loaded
     */
    static void check(RouteSet routes, CamelContext live, TemplatedRoutes templates) {
        new DryRun(live, templates).check(routes);
    }

    private void check(RouteSet routes) {
        Probe probe = new Probe(live, routes);
        try {
            probe.init();
            routes.all().stream().sorted(Comparator.comparing(RouteItem::kind)).forEach(item -> load(probe, item));
            routes.all().stream()
                    .filter(item -> item.kind() == Kind.TEMPLATE)
                    .forEach(item -> instantiate(probe, item));
            List.copyOf(probe.getRouteDefinitions()).forEach(route -> create(probe, route));
        } finally {
            ServiceHelper.stopAndShutdownService(probe.getExecutorServiceManager());
            giveBackBeans(probe);
        }
    }

    private void load(Probe probe, RouteItem item) {
        RouteFault.attempt(item, () -> RouteLoader.load(probe, item));
        if (item.isRoute()) {
            origins.put(item.id(), item);
        }
    }

    private void instantiate(Probe probe, RouteItem template) {
        List<TemplatedRoutes.Instance> instances = templates.of(template.id());
        if (instances.isEmpty()) {
            instances = List.of(new TemplatedRoutes.Instance(
                    template.id(),
                    "dry-run-" + template.id(),
                    dummies(probe.getRouteTemplateDefinition(template.id()))));
        }
        for (TemplatedRoutes.Instance instance : instances) {
            RouteFault.attempt(template, () -> instance.addTo(probe));
            origins.put(instance.routeId(), template);
        }
    }

    private Map<String, Object> dummies(RouteTemplateDefinition template) {
        Map<String, Object> known = new HashMap<>();
        templates.all().forEach(instance -> known.putAll(instance.parameters()));
        Map<String, Object> parameters = new HashMap<>();
        for (RouteTemplateParameterDefinition parameter :
                Optional.ofNullable(template.getTemplateParameters()).orElse(List.of())) {
            if (parameter.getDefaultValue() == null) {
                String name = parameter.getName();
                parameters.put(name, known.getOrDefault(name, name.endsWith("url") ? "http://127.0.0.1:1" : "1"));
            }
        }
        return parameters;
    }

    private void create(Probe probe, RouteDefinition route) {
        RouteFault.attempt(origins.get(route.getRouteId()), () -> probe.startRouteDefinitions(List.of(route)));
    }

    private void giveBackBeans(Probe probe) {
        live.getRegistry().findByType(CamelContextAware.class).stream()
                .filter(bean -> bean.getCamelContext() == probe)
                .forEach(bean -> bean.setCamelContext(live));
    }

    private static final class Probe extends DefaultCamelContext {
        private final CamelContext live;

        Probe(CamelContext live, RouteSet routes) {
            super(false);
            this.live = live;
            disableJMX();
            getCamelContextExtension().setName(live.getName() + "-dry-run");
            setApplicationContextClassLoader(live.getApplicationContextClassLoader());
            getCamelContextExtension().setRegistry(new DefaultRegistry(new LiveBeans(live.getRegistry(), routes)));
            getPropertiesComponent().addPropertiesSource(new LiveProperties(live));
        }

        @Override
        public Component getComponent(String name, boolean autoCreateComponents, boolean autoStart) {
            return live.getComponent(name, autoCreateComponents, autoStart);
        }

        @Override
        public void startRouteService(RouteService routeService, boolean addingRoutes) {
            // Made, which is what is checked. Nothing starts here.
        }
    }

    private record LiveProperties(CamelContext live) implements PropertiesSource {
        @Override
        public String getName() {
            return "live";
        }

        @Override
        public String getProperty(String name) {
            return live.getPropertiesComponent().resolveProperty(name).orElse(null);
        }
    }
}
