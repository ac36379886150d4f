package io.showrunner.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.showrunner.health.HttpCalls;
import io.showrunner.story.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What a refusal of the server means to a person (problem JSON, RFC 9457). */
final class ProblemText {
    private static final int LONGEST = 500;
    private static final int STARTS_OR_STOPS = 503;

    private ProblemText() {}

    static String of(URI server, HttpCalls.Reply reply) {
        JsonNode problem = json(reply);
        String words = words(problem);
        if (words.isEmpty()) {
            words = server + " answers HTTP " + reply.status()
                    + (problem.isMissingNode() && reply.status() != STARTS_OR_STOPS
                            ? " without a reason; is this Showrunner?"
                            : "");
        }
        return words + hint(reply);
    }

    private static String words(JsonNode problem) {
        List<String> words = new ArrayList<>();
        add(words, problem.path("title"));
        if (problem.path("problems").isEmpty()) {
            add(words, problem.path("detail"));
        }
        for (JsonNode each : problem.path("problems")) {
            add(words, each);
        }
        return String.join("\n", words).replaceFirst("\n", ": ");
    }

    private static void add(List<String> words, JsonNode node) {
        String text = node.isTextual() ? node.asText().strip().replaceAll("\\s*\\R\\s*", " ") : "";
        if (!text.isEmpty() && !words.contains(text)) {
            words.add(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
        }
    }

    private static String hint(HttpCalls.Reply reply) {
        return switch (reply.status()) {
            case 401, 403 -> "; set showrunner.http.token (SHOWRUNNER_HTTP_TOKEN) as it is set there";
            case 429, 503 ->
                reply.retryAfter().matches("\\d+")
                        ? "; try again in " + reply.retryAfter() + " s"
                        : "; try again later";
            default -> "";
        };
    }

    private static JsonNode json(HttpCalls.Reply reply) {
        try {
            return Json.mapper().readTree(reply.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
