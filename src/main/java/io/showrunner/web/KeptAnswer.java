package io.showrunner.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * What was answered to a brief that came with an {@code Idempotency-Key}.
 *
 * @param key hash of the key
 * @param content hash of the brief
 */
record KeptAnswer(String key, String content, Instant at, int status, String location, JsonNode body) {

    /** Answers the same again. */
    void answer(Exchange exchange) {
        Answers.json(exchange, status, body);
        exchange.getMessage().setHeader("Location", location);
        exchange.getMessage().setHeader("Idempotency-Replayed", "true");
    }
}
