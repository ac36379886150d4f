package io.showrunner.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.broker.DeadLetters;
import io.showrunner.fleet.VramLadder;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;

/** The application's own meters, beside those that Camel has of every route. */
final class Meters {
    private Meters() {}

    /** Registers them and gives the registry; to be called when the context has started and has it. */
    static MeterRegistry register(CamelContext context, DeadLetters letters) {
        MeterRegistry meters = MicrometerUtils.getOrCreateMeterRegistry(
                context.getRegistry(), MicrometerConstants.METRICS_REGISTRY_NAME);
        Gauge.builder("showrunner.dead.letters", letters, DeadLetters::count)
                .description("Messages that could not be processed and wait for a person")
                .register(meters);
        MemoryMeters.register(meters, context.getRegistry().lookupByNameAndType("vramLadder", VramLadder.class));
        return meters;
    }
}
