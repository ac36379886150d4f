package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;

/** A chat completion request, read leniently; what is wrong with it is for the {@link Dialect} to say. */
record ChatRequest(JsonNode body) {

    String model() {
        return body.path("model").asText("");
    }

    String text() {
        return body.path("messages")
                .valueStream()
                .map(message -> content(message.path("content")))
                .collect(Collectors.joining("\n"));
    }

    boolean hasRole(String role) {
        return body.path("messages")
                .valueStream()
                .anyMatch(message -> role.equals(message.path("role").asText()));
    }

    long seed() {
        return body.path("seed").asLong(0);
    }

    boolean seedIsNoInteger() {
        JsonNode seed = body.path("seed");
        return !seed.isMissingNode() && !seed.isNull() && !seed.isIntegralNumber();
    }

    /** The limit for the answer in tokens; the largest integer when the client set none or −1. */
    int maxTokens() {
        int limit =
                body.path("max_tokens").asInt(body.path("max_completion_tokens").asInt(-1));
        return limit < 0 ? Integer.MAX_VALUE : limit;
    }

    String formatType() {
        return body.path("response_format").path("type").asText("");
    }

    Optional<JsonNode> schema() {
        JsonNode schema = body.path("response_format").path("json_schema").path("schema");
        return schema.isObject() ? Optional.of(schema) : Optional.empty();
    }

    boolean stream() {
        return body.path("stream").asBoolean(false);
    }

    boolean includesUsage() {
        return body.path("stream_options").path("include_usage").asBoolean(false);
    }

    int promptTokens() {
        return Tokens.in(text()) + 7 * Math.max(1, body.path("messages").size());
    }

    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        return content.valueStream().map(part -> part.path("text").asText("")).collect(Collectors.joining("\n"));
    }
}
