package io.showrunner.routes;

import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderHealth;
import io.showrunner.writer.Standby;
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
    private final Standby standby;
    private final ParkedStories parked;

    private LlmReadiness(ProviderHealth providers, Standby standby, ParkedStories parked) {
        super("showrunner", "llm");
        this.providers = providers;
        this.standby = standby;
        this.parked = parked;
    }

    static void register(CamelContext context) {
        Registry beans = context.getRegistry();
        HealthCheckRegistry.get(context)
                .register(new LlmReadiness(
                        beans.lookupByNameAndType("providerHealth", ProviderHealth.class),
                        beans.lookupByNameAndType("standby", Standby.class),
                        beans.lookupByNameAndType("parkedStories", ParkedStories.class)));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        providers.known().forEach(builder::detail);
        standby.providers().forEach(provider -> builder.detail(provider + " as standby", standby.state(provider)));
        int waiting = parked.count();
        builder.detail("waiting stories", waiting);
        if (waiting > 0) {
            builder.message("degraded, stories that wait for a language model: " + waiting);
        }
        builder.up();
    }
}
