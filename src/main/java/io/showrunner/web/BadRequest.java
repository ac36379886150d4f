package io.showrunner.web;

import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** A request says what it may not say; answered with 400. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String title;

    /** @param detail what is allowed instead */
    BadRequest(String title, String detail) {
        super(detail);
        this.title = title;
    }

    static void answer(Exchange exchange) {
        BadRequest refusal = ObjectHelper.getException(BadRequest.class, Answers.caught(exchange));
        Answers.problem(exchange, Problem.of(400, refusal.title, refusal.getMessage()));
    }
}
