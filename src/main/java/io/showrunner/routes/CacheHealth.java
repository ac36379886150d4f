package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/** What {@code /observe/health} says about the prompt cache; never down, since it can be done without. */
final class CacheHealth extends InformativeCheck {
    private final BestEffortCache<?> stories;

    private CacheHealth(BestEffortCache<?> stories) {
        super("prompt-cache");
        this.stories = stories;
    }

    static void register(CamelContext context, BestEffortCache<?> stories) {
        HealthCheckRegistry.get(context).register(new CacheHealth(stories));
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("place", stories.place())
                .detail(
                        "state",
                        stories.trouble().map(why -> "done without: " + why).orElse("used"))
                .up();
    }
}
