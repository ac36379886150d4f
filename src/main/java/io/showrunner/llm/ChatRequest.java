package io.showrunner.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * One question to an OpenAI-compatible chat endpoint. It has a single user message, because the chat templates of many
 * local models refuse a system role.
 *
 * @param model as the endpoint names it
 * @param maxTokens most tokens of the reply
 * @param seed sent as an integer
 * @param schemaName name of the schema on the wire, letters, digits and underscores
 * @param schema what the reply must look like; null leaves {@code response_format} out
 * @param stream true asks for the reply token by token, with its number of tokens at the end
 */
public record ChatRequest(
        String model,
        String message,
        double temperature,
        int maxTokens,
        long seed,
        String schemaName,
        JsonNode schema,
        boolean stream) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** A question for a whole reply. */
    public ChatRequest(
            String model,
            String message,
            double temperature,
            int maxTokens,
            long seed,
            String schemaName,
            JsonNode schema) {
        this(model, message, temperature, maxTokens, seed, schemaName, schema, false);
    }

    public ChatRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(message, "message");
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, not " + maxTokens);
        }
        if (schema != null && (schemaName == null || schemaName.isBlank())) {
            throw new IllegalArgumentException("a schema needs a schemaName");
        }
    }

    /** The same question for an endpoint that cannot constrain its reply; the message alone says what to answer. */
    public ChatRequest withoutResponseFormat() {
        return new ChatRequest(model, message, temperature, maxTokens, seed, null, null, stream);
    }

    /** The same question for a reply that comes token by token. */
    public ChatRequest streamed() {
        return new ChatRequest(model, message, temperature, maxTokens, seed, schemaName, schema, true);
    }

    /** The body to post. */
    public String toJson() {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", message);
        body.put("temperature", temperature);
        body.put("max_tokens", maxTokens);
        body.put("seed", seed);
        body.put("stream", stream);
        if (stream) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (schema != null) {
            ObjectNode format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", schemaName)
                    .put("strict", true)
                    .set("schema", schema);
        }
        return body.toString();
    }
}
