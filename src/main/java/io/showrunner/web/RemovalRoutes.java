package io.showrunner.web;

import io.showrunner.retention.RemovalRefused;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.ObjectHelper;

/** {@code DELETE /api/stories/{storyId}}: a story that has come to its end is deleted. Every error is a {@link Problem}. */
public final class RemovalRoutes extends RouteBuilder {

    @Override
    public void configure() {
        rest("/api/stories/{storyId}")
                .description("Deletion of a story that has come to its end")
                .delete()
                .to("direct:api-delete-story");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(RemovalRefused.class).handled(true).process(RemovalRoutes::refused);
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-delete-story")
                .routeId("api-delete-story")
                .description("A story that has come to its end is deleted with all its files.")
                .bean("storyRemoval", "remove(${header.storyId})")
                .process(Answers::nothing);
    }

    private static void refused(Exchange exchange) {
        RemovalRefused refusal = ObjectHelper.getException(RemovalRefused.class, Answers.caught(exchange));
        Answers.problem(
                exchange,
                refusal.isUnknown()
                        ? Problem.of(404, "no such story", refusal.getMessage() + ".")
                        : Problem.of(409, "story not at its end", refusal.getMessage() + "."));
    }
}
