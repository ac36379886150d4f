package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.fleet.SceneRate;
import java.util.List;

/** How busy the servers are. */
final class FleetMeters {
    private FleetMeters() {}

    static void register(MeterRegistry meters, Fleet fleet, Backpressure backpressure, SceneRate rate) {
        registerInstances(meters, fleet);
        Gauge.builder("showrunner.fleet.saturated", backpressure, Backpressure::saturated)
                .description("ComfyUI servers whose queue is full")
                .register(meters);
        FunctionCounter.builder("showrunner.fleet.saturations", backpressure, Backpressure::episodes)
                .description("Times that the queue of a ComfyUI server became full")
                .register(meters);
        Gauge.builder("showrunner.scenes.per.hour", rate, SceneRate::perHour)
                .description("Scenes executed in the last hour")
                .register(meters);
        Gauge.builder("showrunner.scenes.per.hour.possible", rate, each -> possible(fleet, each))
                .description("Scenes that the servers which are up do in an hour at the average pace of the last one")
                .register(meters);
    }

    /** One row for each server there is; they come and go, and each has changed its state then. */
    private static void registerInstances(MeterRegistry meters, Fleet fleet) {
        MultiGauge depths = MultiGauge.builder("comfyui.queue.depth")
                .description("Prompts running and waiting on a ComfyUI server, anyone's")
                .register(meters);
        MultiGauge states = MultiGauge.builder("showrunner.instance.state")
                .description("1 for the state in which the ComfyUI server is; the other states are left out")
                .register(meters);
        depths.register(rows(fleet));
        states.register(states(fleet));
        fleet.onStateChange((instance, state) -> {
            depths.register(rows(fleet), true);
            states.register(states(fleet), true);
        });
    }

    private static List<MultiGauge.Row<?>> states(Fleet fleet) {
        return fleet.views().stream()
                .<MultiGauge.Row<?>>map(view -> MultiGauge.Row.of(
                        Tags.of("instance", view.id(), "state", view.state().name()), 1))
                .toList();
    }

    private static List<MultiGauge.Row<?>> rows(Fleet fleet) {
        return fleet.views().stream()
                .<MultiGauge.Row<?>>map(view -> row(fleet, view.id()))
                .toList();
    }

    private static MultiGauge.Row<?> row(Fleet fleet, String instanceId) {
        return MultiGauge.Row.of(Tags.of("instance", instanceId), fleet, servers -> servers.views().stream()
                .filter(view -> view.id().equals(instanceId))
                .mapToDouble(InstanceView::remoteDepth)
                .findFirst()
                .orElse(Double.NaN));
    }

    private static double possible(Fleet fleet, SceneRate rate) {
        Double possible = rate.view(fleet.views()).possible();
        return possible == null ? Double.NaN : possible;
    }
}
