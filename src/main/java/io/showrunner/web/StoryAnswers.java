package io.showrunner.web;

import io.showrunner.brief.Acceptance;
import io.showrunner.brief.BriefRejectedException;
import io.showrunner.story.Json;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What HTTP clients are answered: status, headers and JSON of every outcome. */
final class StoryAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(StoryAnswers.class);
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final Map<String, String> EXTENSIONS = Map.of(
            "application/yaml", "yaml", "application/x-yaml", "yaml", "text/yaml", "yaml", "text/markdown", "md");

    /** Gives the brief a name whose extension says how to read it. */
    void nameBrief(Exchange exchange) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "application/json", String.class);
        String extension = EXTENSIONS.getOrDefault(type.split(";", 2)[0].trim(), "json");
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "http." + extension);
    }

    /** 202 for a new story, 200 for a known one, 409 for a conflict. */
    void accepted(Exchange exchange) {
        Acceptance acceptance = exchange.getMessage().getBody(Acceptance.class);
        switch (acceptance.verdict()) {
            case ACCEPTED -> json(exchange, 202, answer(acceptance));
            case DUPLICATE -> json(exchange, 200, answer(acceptance));
            case CONFLICT -> problem(exchange, Problem.of(409, "brief id taken", acceptance.message()));
        }
        exchange.getMessage().setHeader("Location", "/api/stories/" + acceptance.storyId());
    }

    private static Map<String, Object> answer(Acceptance acceptance) {
        return Map.of(
                "storyId", acceptance.storyId(),
                "verdict", acceptance.verdict().name().toLowerCase(Locale.ROOT),
                "state", acceptance.record().state(),
                "message", acceptance.message());
    }

    /** 400 with one sentence for each thing that is wrong. */
    void rejected(Exchange exchange) {
        BriefRejectedException refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, BriefRejectedException.class);
        problem(
                exchange,
                Problem.of(400, "brief refused", refusal.getMessage())
                        .with(refusal.problems().stream().map(Object::toString).toList()));
    }

    /** 404. */
    void unknown(Exchange exchange) {
        String detail =
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage();
        problem(exchange, Problem.of(404, "no such story", detail));
    }

    /** 429: the briefs queue is full, nothing was accepted that the client has to know of. */
    void queueFull(Exchange exchange) {
        Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        LOG.warn("a brief over HTTP was put off: {}", cause.getMessage());
        problem(
                exchange,
                Problem.of(429, "queue full", "The briefs queue takes no more now. Send the same brief again later."));
        exchange.getMessage().setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** 500 with an id that stands in the log beside the cause. */
    void failed(Exchange exchange) {
        String id = UUID.randomUUID().toString();
        LOG.error("http error id={}", id, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        problem(exchange, Problem.of(500, "internal error", "See the log of the server for id " + id + "."));
    }

    void json(Exchange exchange, int status, Object body) {
        reply(exchange, status, "application/json", body);
    }

    private static void problem(Exchange exchange, Problem problem) {
        reply(exchange, problem.status(), Problem.CONTENT_TYPE, problem);
    }

    private static void reply(Exchange exchange, int status, String type, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, type);
        message.setBody(Json.write(body));
    }
}
