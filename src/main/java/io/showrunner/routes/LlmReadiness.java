package io.showrunner.routes;

import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderHealth;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.spi.Registry;

/**
 * What {@code /observe/health} says about the language models. Without them the application is degraded and not dead: briefs
 * are taken and wait, and written scenes are rendered. So this is never down.
 */
final class LlmReadiness extends AbstractHealthCheck {
    private final ProviderHealth providers;
    private final ParkedStories parked;

    private LlmReadiness(ProviderHealth providers, ParkedStories parked) {
        super("showrunner", "llm");
        this.providers = providers;
        this.parked = parked;
    }

    static void register(CamelContext context) {
        Registry beans = context.getRegistry();
        HealthCheckRegistry.get(context)
                .register(new LlmReadiness(
                        beans.lookupByNameAndType("providerHealth", ProviderHealth.class),
                        beans.lookupByNameAndType("parkedStories", ParkedStories.class)));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        providers.known().forEach(builder::detail);
        int waiting = parked.count();
        builder.detail("waiting stories", waiting);
        if (waiting > 0) {
            builder.message("degraded: " + waiting + " stories wait for a language model");
        }
        builder.up();
    }
}
