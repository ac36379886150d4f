package io.showrunner.web;

import io.showrunner.health.HealthReport;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** {@code GET /api/health}: the report of the command {@code health --json}, made now (K5). */
public final class HealthRoutes extends RouteBuilder {
    private final Supplier<HealthReport> check;

    public HealthRoutes(Supplier<HealthReport> check) {
        this.check = check;
    }

    @Override
    public void configure() {
        rest("/api/health")
                .description("Whether a story could be made now")
                .get()
                .to("direct:api-show-health");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-health")
                .routeId("api-show-health")
                .description("Every server and language model is asked now; 503 when the verdict is UNHEALTHY.")
                .process(this::answer);
    }

    private void answer(Exchange exchange) {
        HealthReport report = check.get();
        Answers.json(exchange, report.isHealthy() ? 200 : 503, report);
    }
}
