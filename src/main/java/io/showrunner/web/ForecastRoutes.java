package io.showrunner.web;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.SceneRate;
import io.showrunner.forecast.Forecast;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.rest.RestParamType;

/** {@code GET /api/forecast}: when everything will be done, and what that rests on. Every error is a {@link Problem}. */
public final class ForecastRoutes extends RouteBuilder {
    private final Forecast forecast;
    private final Fleet fleet;
    private final SceneRate rate;

    public ForecastRoutes(Forecast forecast, Fleet fleet, SceneRate rate) {
        this.forecast = forecast;
        this.fleet = fleet;
        this.rate = rate;
    }

    @Override
    public void configure() {
        rest("/api/forecast")
                .description("When it will be done")
                .get()
                .param()
                .name("limit")
                .type(RestParamType.query)
                .endParam()
                .to("direct:api-show-forecast");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(BadRequest.class).handled(true).process(BadRequest::answer);
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-forecast")
                .routeId("api-show-forecast")
                .description("When scenes, stories and everything will be done; ?limit= says how many are listed.")
                .process(this::show);
    }

    private void show(Exchange exchange) {
        int limit = RequestValues.limit(exchange);
        Answers.json(exchange, 200, forecast.view(rate.view(fleet.views()), limit));
    }
}
