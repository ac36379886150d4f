package io.showrunner.web;

import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;

/** A request is not served, for a reason that its sender can do something about; answered with that. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int retryAfterSeconds;

    Refusal(Problem problem) {
        this(problem, 0);
    }

    /** @param retryAfterSeconds 0 when to wait does not help */
    Refusal(Problem problem, int retryAfterSeconds) {
        super(problem.detail());
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static void answer(Exchange exchange) {
        Refusal refusal = ObjectHelper.getException(Refusal.class, Answers.caught(exchange));
        Answers.problem(exchange, refusal.problem);
        if (refusal.retryAfterSeconds > 0) {
            exchange.getMessage().setHeader("Retry-After", refusal.retryAfterSeconds);
        }
    }
}
