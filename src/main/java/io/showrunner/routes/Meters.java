package io.showrunner.routes;

import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.broker.DeadLetters;
import io.showrunner.cluster.Nodes;
import io.showrunner.fleet.Breakers;
import io.showrunner.fleet.VramLadder;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;

/** The application's own meters, beside those that Camel has of every route. */
final class Meters {
    private Meters() {}

    /** Registers them and gives the registry; to be called when the context has started and has it. */
    static MeterRegistry register(CamelContext context, DeadLetters letters, FleetParts servers) {
        MeterRegistry meters = MicrometerUtils.getOrCreateMeterRegistry(
                context.getRegistry(), MicrometerConstants.METRICS_REGISTRY_NAME);
        Gauge.builder("showrunner.dead.letters", letters, DeadLetters::count)
                .description("Messages that could not be processed and wait for a person")
                .register(meters);
        Optional<Nodes> nodes = Optional.ofNullable(context.getRegistry().lookupByNameAndType("nodes", Nodes.class));
        Gauge.builder(
                        "showrunner.nodes.hanging",
                        () -> nodes.map(each -> each.hanging().size()).orElse(0))
                .description("Other nodes that live and have given no sign of life for too long")
                .register(meters);
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(servers.breakers().registry())
                .bindTo(meters);
        Gauge.builder(
                        "showrunner.comfyui.unavailable",
                        servers.outage(),
                        each -> each.alert().isPresent() ? 1 : 0)
                .description("1 while the alert lasts that no ComfyUI server can be used")
                .register(meters);
        countOpenings(meters, servers.breakers());
        SharedCards.register(meters, servers.cards());
        MemoryMeters.register(meters, context.getRegistry().lookupByNameAndType("vramLadder", VramLadder.class));
        WriterParts.register(meters, context);
        FilmParts.register(meters, context.getRegistry());
        KeptScenes.register(meters, context);
        LlmOutageParts.register(meters, context.getRegistry());
        return meters;
    }

    /** From nought: the increase of a series that is born at one is nought to Prometheus. */
    private static void countOpenings(MeterRegistry meters, Breakers breakers) {
        breakers.registry().getAllCircuitBreakers().forEach(breaker -> openings(meters, breaker.getName()));
        breakers.registry()
                .getEventPublisher()
                .onEntryAdded(added -> openings(meters, added.getAddedEntry().getName()));
        breakers.onOpened(id -> openings(meters, id).increment());
    }

    private static Counter openings(MeterRegistry meters, String instanceId) {
        return meters.counter("showrunner.breaker.opened", "instance", instanceId);
    }
}
