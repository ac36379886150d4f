package io.showrunner.routes;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.showrunner.config.TraceSettings;
import io.showrunner.story.StoryStore;
import io.showrunner.trace.StoryTraces;
import io.showrunner.trace.StoryTracing;
import java.time.Clock;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.support.LifecycleStrategySupport;

/** Camel's own tracer on the queues: what a route takes from one is a span, and its messages carry the trace of their story. */
final class TracedRoutes extends MainListenerSupport {
    /** Other addresses tell nothing that the spans of stories do not, a webhook's may be a secret, and polls would be very many. */
    private static final String ALL_BUT_QUEUES = "(?!jms).*";

    private final StoryTracing tracing;

    private TracedRoutes(StoryTracing tracing) {
        this.tracing = tracing;
    }

    /** From now on; ends when the context has stopped. */
    static StoryTraces begin(Main camel, TraceSettings settings, StoryStore store, Clock clock) {
        StoryTracing tracing = new StoryTracing(settings, store, clock);
        camel.addMainListener(new TracedRoutes(tracing));
        return tracing.stories();
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        context.getRegistry().bind("tracer", tracing.tracer());
        context.getRegistry()
                .bind("contextPropagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setExcludePatterns(ALL_BUT_QUEUES);
        tracer.init(context);
        TracedMessages messages = new TracedMessages(tracing.stories());
        List.of("jms", "jms-now").forEach(name -> context.getComponent(name, JmsComponent.class)
                .getConfiguration()
                .setMessageCreatedStrategy(messages));
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                tracing.close();
            }
        });
    }
}
