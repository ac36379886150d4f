package io.showrunner.web;

import io.showrunner.broker.DeadLetters;
import io.showrunner.broker.IncompleteDeadLetter;
import io.showrunner.broker.UnknownDeadLetter;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead letters over HTTP: list them, look at one, {@code POST …/retry} sends one again, {@code DELETE} drops one.
 * Every error is a {@link Problem}.
 */
public final class DeadLetterRoutes extends RouteBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRoutes.class);
    private static final int MOST_LISTED = 500;

    private final DeadLetters letters;

    public DeadLetterRoutes(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void configure() {
        rest("/api/dead-letters")
                .description("Dead letters: messages that could not be processed, each with its cause")
                .get()
                .to("direct:api-list-dead-letters")
                .get("/{letterId}")
                .to("direct:api-show-dead-letter")
                .post("/{letterId}/retry")
                .to("direct:api-retry-dead-letter")
                .delete("/{letterId}")
                .to("direct:api-drop-dead-letter");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(UnknownDeadLetter.class)
                .handled(true)
                .process(problem(UnknownDeadLetter.class, 404, "no such dead letter"));
        onException(IncompleteDeadLetter.class)
                .handled(true)
                .process(problem(IncompleteDeadLetter.class, 409, "dead letter incomplete"));
        onException(jakarta.jms.JMSException.class, org.springframework.jms.JmsException.class)
                .handled(true)
                .process(DeadLetterRoutes::notQueued);
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-list-dead-letters")
                .routeId("api-list-dead-letters")
                .description("The dead letters, newest first.")
                .process(exchange -> Answers.json(exchange, 200, letters.newest(MOST_LISTED)));
        from("direct:api-show-dead-letter")
                .routeId("api-show-dead-letter")
                .description("One dead letter.")
                .process(exchange -> Answers.json(exchange, 200, letters.get(letterId(exchange))));
        from("direct:api-retry-dead-letter")
                .routeId("api-retry-dead-letter")
                .description("A dead letter is sent to its queue again.")
                .setVariable("letterId", header("letterId"))
                .to("direct:retry-dead-letter")
                .process(exchange -> Answers.json(exchange, 202, exchange.getVariable("letter")));
        from("direct:api-drop-dead-letter")
                .routeId("api-drop-dead-letter")
                .description("A dead letter is dropped; its scene or story has failed.")
                .setVariable("letterId", header("letterId"))
                .to("direct:drop-dead-letter")
                .process(Answers::nothing);
    }

    private static String letterId(Exchange exchange) {
        return exchange.getMessage().getHeader("letterId", String.class);
    }

    private static void notQueued(Exchange exchange) {
        LOG.warn(
                "a dead letter was not sent again: {}", Answers.caught(exchange).getMessage());
        Answers.problem(
                exchange,
                Problem.of(503, "not queued", "The queue takes no message now; the letter stays. Retry it later."));
    }

    /** What the cause itself says; Camel may have put its own words around it. */
    private static Processor problem(Class<? extends Exception> cause, int status, String title) {
        return exchange -> Answers.problem(
                exchange,
                Problem.of(
                        status,
                        title,
                        ObjectHelper.getException(cause, Answers.caught(exchange))
                                .getMessage()));
    }
}
