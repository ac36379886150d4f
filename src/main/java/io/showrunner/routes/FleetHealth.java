package io.showrunner.routes;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.Outage;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * What {@code /observe/health} says about the ComfyUI servers: down only while an alert lasts, with the state of each. It
 * counts neither for liveness nor for readiness, since briefs are taken and wait.
 */
final class FleetHealth extends InformativeCheck {
    private final Fleet fleet;
    private final Outage outage;

    private FleetHealth(Fleet fleet, Outage outage) {
        super("comfyui");
        this.fleet = fleet;
        this.outage = outage;
    }

    static void register(CamelContext context, Fleet fleet, Outage outage) {
        HealthCheckRegistry.get(context).register(new FleetHealth(fleet, outage));
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        for (InstanceView view : fleet.views()) {
            builder.detail(view.id(), view.state() + (view.message() == null ? "" : ": " + view.message()));
        }
        Optional<Outage.Alert> alert = outage.alert();
        if (alert.isPresent()) {
            builder.message(alert.get().message()).down();
        } else {
            builder.up();
        }
    }
}
