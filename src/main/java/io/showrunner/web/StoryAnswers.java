package io.showrunner.web;

import io.showrunner.brief.Acceptance;
import io.showrunner.brief.BriefRejectedException;
import io.showrunner.broker.FullQueue;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What HTTP clients are answered about briefs and stories: status, headers and JSON of every outcome. */
final class StoryAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(StoryAnswers.class);
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final Map<String, String> EXTENSIONS = Map.of(
            "application/json", "json",
            "application/yaml", "yaml",
            "application/x-yaml", "yaml",
            "text/yaml", "yaml",
            "text/markdown", "md");

    /**
     * Gives the brief a name whose extension says how to read it; without a Content-Type it is JSON. Nothing else of the
     * request goes on into the routes.
     */
    void nameBrief(Exchange exchange) {
        Message message = exchange.getMessage();
        String type = message.getHeader(Exchange.CONTENT_TYPE, "application/json", String.class);
        String extension = EXTENSIONS.get(type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
        if (extension == null) {
            throw new UnreadableType();
        }
        byte[] content = message.getBody(byte[].class);
        message.removeHeaders("*");
        message.setBody(content == null ? new byte[0] : content);
        message.setHeader(Exchange.FILE_NAME, "http." + extension);
    }

    /** 202 for a new story, 200 for a known one, 409 for a conflict. */
    void accepted(Exchange exchange) {
        Acceptance acceptance = exchange.getMessage().getBody(Acceptance.class);
        switch (acceptance.verdict()) {
            case ACCEPTED -> Answers.json(exchange, 202, answer(acceptance));
            case DUPLICATE -> Answers.json(exchange, 200, answer(acceptance));
            case CONFLICT -> Answers.problem(exchange, Problem.of(409, "brief id taken", acceptance.message()));
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
        BriefRejectedException refusal =
                ObjectHelper.getException(BriefRejectedException.class, Answers.caught(exchange));
        Answers.problem(
                exchange,
                Problem.of(400, "brief refused", refusal.getMessage())
                        .with(refusal.problems().stream().map(Object::toString).toList()));
    }

    /** 415. */
    void unreadable(Exchange exchange) {
        Answers.problem(
                exchange,
                Problem.of(
                        415,
                        "unknown content type",
                        "Send the brief with Content-Type: application/json, application/yaml or text/markdown, or with its"
                                + " pictures as multipart/form-data."));
    }

    /** 404. */
    void unknown(Exchange exchange) {
        Answers.problem(
                exchange,
                Problem.of(404, "no such story", Answers.caught(exchange).getMessage()));
    }

    /** 429 when the briefs queue is full, 503 when the queues fail; nothing was accepted that the client has to know of. */
    void notQueued(Exchange exchange) {
        if (FullQueue.isReasonFor(Answers.caught(exchange))) {
            LOG.info("a brief over HTTP was put off: the briefs queue is full");
            Answers.problem(
                    exchange,
                    Problem.of(
                            429, "queue full", "The briefs queue takes no more now. Send the same brief again later."));
        } else {
            LOG.error(
                    "a brief over HTTP could not be queued: {}",
                    Answers.caught(exchange).getMessage(),
                    Answers.caught(exchange));
            Answers.problem(
                    exchange,
                    Problem.of(
                            503,
                            "queues out of order",
                            "The queues cannot take the brief; the log of the server says why. Send it again later."));
        }
        exchange.getMessage().setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }

    /** 503: no brief is taken for now, and why. */
    void held(Exchange exchange) {
        Answers.problem(
                exchange,
                Problem.of(
                        503, "no briefs are taken now", Answers.caught(exchange).getMessage() + "."));
        exchange.getMessage().setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
}
