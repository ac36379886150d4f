package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What {@code /observe/health} says about the prompt cache; never down, since it can be done without. */
final class CacheHealth extends AbstractHealthCheck {
    private final BestEffortCache<?> stories;

    private CacheHealth(BestEffortCache<?> stories) {
        super("showrunner", "prompt-cache");
        this.stories = stories;
    }

    static void register(CamelContext context, BestEffortCache<?> stories) {
        HealthCheckRegistry.get(context).register(new CacheHealth(stories));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
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
