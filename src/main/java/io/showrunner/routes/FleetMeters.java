package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.fleet.Backpressure;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceState;
import io.showrunner.fleet.SceneRate;

/** How busy the servers are, all together. */
final class FleetMeters {
    private FleetMeters() {}

    static void register(MeterRegistry meters, Fleet fleet, Backpressure backpressure, SceneRate rate) {
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

    private static double possible(Fleet fleet, SceneRate rate) {
        long up = fleet.views().stream()
                .filter(view -> view.state() == InstanceState.UP)
                .count();
        return rate.possiblePerHour(up).orElse(Double.NaN);
    }
}
