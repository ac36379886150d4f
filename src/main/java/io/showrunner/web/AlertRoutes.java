package io.showrunner.web;

import io.showrunner.alert.AlertWatch;
import org.apache.camel.builder.RouteBuilder;

/** {@code GET /api/alerts}: what fires now. */
public final class AlertRoutes extends RouteBuilder {
    private final AlertWatch alerts;

    public AlertRoutes(AlertWatch alerts) {
        this.alerts = alerts;
    }

    @Override
    public void configure() {
        rest("/api/alerts").description("What somebody must know now").get().to("direct:api-list-alerts");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-list-alerts")
                .routeId("api-list-alerts")
                .description("The alerts that fire, the most urgent first.")
                .process(exchange -> Answers.json(exchange, 200, alerts.firing()));
    }
}
