package io.showrunner.routes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.cache.LayeredCache;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

/** What {@code /observe/health} and the metrics say about a cache; never down, since it can be done without. */
final class CacheHealth extends InformativeCheck {
    private final LayeredCache<?> cache;

    private CacheHealth(String name, LayeredCache<?> cache) {
        super(name);
        this.cache = cache;
    }

    static void register(CamelContext context, MeterRegistry meters, String name, LayeredCache<?> cache) {
        HealthCheckRegistry.get(context).register(new CacheHealth(name, cache));
        Gauge.builder("showrunner.cache.unavailable", cache, each -> each.isInTrouble() ? 1 : 0)
                .tag("cache", name)
                .description("1 while the cache is done without, or what several nodes share of it")
                .register(meters);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("place", cache.place()).detail("state", cache.state()).up();
    }
}
