package io.showrunner.web;

import org.apache.camel.builder.RouteBuilder;

/** {@code /api/caches}: what the caches hold, and {@code DELETE} to empty one. Every error is a {@link Problem}. */
public final class CacheRoutes extends RouteBuilder {

    @Override
    public void configure() {
        rest("/api/caches")
                .description("The caches: words that a model wrote, and frames that were rendered")
                .get()
                .to("direct:api-list-caches")
                .delete("/{cacheName}")
                .to("direct:api-clear-cache");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(UnknownCache.class)
                .handled(true)
                .process(exchange -> Answers.problem(
                        exchange,
                        Problem.of(
                                404, "no such cache", Answers.caught(exchange).getMessage())));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-list-caches")
                .routeId("api-list-caches")
                .description("What each cache holds.")
                .bean("caches", "all")
                .process(exchange ->
                        Answers.json(exchange, 200, exchange.getMessage().getBody()));
        from("direct:api-clear-cache")
                .routeId("api-clear-cache")
                .description("A cache is emptied; the answer is what it holds then.")
                .bean("caches", "clear(${header.cacheName})")
                .process(exchange ->
                        Answers.json(exchange, 200, exchange.getMessage().getBody()));
    }
}
