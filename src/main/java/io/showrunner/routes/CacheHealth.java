package io.showrunner.routes;

import io.showrunner.cache.BestEffortCache;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/** What {@code /observe/health} says about a cache; never down, since it can be done without. */
final class CacheHealth extends InformativeCheck {
    private final BestEffortCache<?> cache;

    private CacheHealth(String name, BestEffortCache<?> cache) {
        super(name);
        this.cache = cache;
    }

    static void register(CamelContext context, String name, BestEffortCache<?> cache) {
        HealthCheckRegistry.get(context).register(new CacheHealth(name, cache));
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("place", cache.place())
                .detail(
                        "state",
                        cache.trouble().map(why -> "done without: " + why).orElse("used"))
                .up();
    }
}
