package io.showrunner.web;

import io.showrunner.story.Json;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every route of the API answers: JSON, or a {@link Problem}; nothing of the request is in it. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void json(Exchange exchange, int status, Object body) {
        reply(exchange, status, "application/json", Json.write(body));
    }

    /** 200 with a text that is there already. */
    static void text(Exchange exchange, String type, String body) {
        reply(exchange, 200, type, body);
    }

    static void problem(Exchange exchange, Problem problem) {
        reply(exchange, problem.status(), Problem.CONTENT_TYPE, Json.write(problem));
    }

    /** 204. */
    static void nothing(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
        message.setBody(null);
    }

    /** 500 with an id that stands in the log beside the cause. */
    static void failed(Exchange exchange) {
        String id = UUID.randomUUID().toString();
        LOG.error("http error id={}", id, caught(exchange));
        problem(exchange, Problem.unforeseen(id));
    }

    /** The failure that is being answered. */
    static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private static void reply(Exchange exchange, int status, String type, String body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(body);
    }
}
