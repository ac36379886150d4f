package io.showrunner.web;

import io.showrunner.capacity.Capacity;
import org.apache.camel.builder.RouteBuilder;

/** {@code GET /api/capacity}: what the installation is expected to do beside what it does. */
public final class CapacityRoutes extends RouteBuilder {
    private final Capacity capacity;

    public CapacityRoutes(Capacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public void configure() {
        rest("/api/capacity")
                .description("What the installation is expected to do beside what it does")
                .get()
                .to("direct:api-show-capacity");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-capacity")
                .routeId("api-show-capacity")
                .description(
                        "The capacity profile, where the installation differs, what was measured, and the backlog.")
                .process(exchange -> Answers.json(exchange, 200, capacity.report()));
    }
}
