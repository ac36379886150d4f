package io.showrunner.routes;

import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.ProviderHealth;
import io.showrunner.writer.Standby;
import java.util.ArrayList;
import java.util.List;
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
        builder.message(words());
        builder.up();
    }

    /** A message is all that is shown of a check that is up. */
    private String words() {
        List<String> words = new ArrayList<>();
        int waiting = parked.count();
        if (waiting > 0) {
            words.add("degraded, stories that wait for a language model: " + waiting);
        }
        providers.known().forEach((provider, known) -> words.add(provider + " " + known));
        standby.providers().forEach(provider -> words.add(provider + " as standby: " + standby.state(provider)));
        return String.join("; ", words);
    }
}
