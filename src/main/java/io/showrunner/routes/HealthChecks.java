package io.showrunner.routes;

import io.showrunner.broker.Broker;
import io.showrunner.cluster.Nodes;
import io.showrunner.config.FleetSettings;
import io.showrunner.fleet.FleetProbes;
import io.showrunner.health.DiskWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;

/** What {@code /observe/health} is made of: what only a restart mends, whether work can be finished, and the rest. */
final class HealthChecks {
    private static final List<String> OF_ROUTES = List.of("routes", "consumers");

    private HealthChecks() {}

    static void register(
            CamelContext context, FleetParts servers, DiskWatch disk, Broker broker, FleetSettings settings) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        FleetProbes probes = context.getRegistry().lookupByNameAndType("fleetProbes", FleetProbes.class);
        registry.register(new ProcessHealth(probes::sinceRound, settings.probeInterval()));
        registry.register(new FleetHealth(servers, disk, settings.probeInterval()));
        LlmReadiness.register(context);
        registry.register(new BrokerHealth(broker));
        Optional.ofNullable(context.getRegistry().lookupByNameAndType("nodes", Nodes.class))
                .ifPresent(nodes -> registry.register(new ClusterHealth(nodes)));
        OF_ROUTES.forEach(id -> registry.getRepository(id).ifPresent(checks -> {
            registry.unregister(checks);
            registry.register(new Shown(checks));
        }));
    }

    /**
     * Checks that are shown and count neither for liveness nor for readiness: a route that a person stopped, or that is being
     * swapped, does not keep scenes from being finished.
     */
    private static final class Shown implements HealthCheckRepository {
        private final HealthCheckRepository checks;

        Shown(HealthCheckRepository checks) {
            this.checks = checks;
        }

        @Override
        public String getId() {
            return checks.getId();
        }

        @Override
        public boolean isEnabled() {
            return checks.isEnabled();
        }

        @Override
        public void setEnabled(boolean enabled) {
            checks.setEnabled(enabled);
        }

        @Override
        public Stream<HealthCheck> stream() {
            return checks.stream().map(ShownCheck::new);
        }
    }

    private record ShownCheck(HealthCheck check) implements HealthCheck {
        @Override
        public String getGroup() {
            return check.getGroup();
        }

        @Override
        public String getId() {
            return check.getId();
        }

        @Override
        public boolean isEnabled() {
            return check.isEnabled();
        }

        @Override
        public void setEnabled(boolean enabled) {
            check.setEnabled(enabled);
        }

        @Override
        public boolean isLiveness() {
            return false;
        }

        @Override
        public boolean isReadiness() {
            return false;
        }

        @Override
        public Result call(Map<String, Object> options) {
            return check.call(options);
        }
    }
}
