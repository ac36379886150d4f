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
 * @param unwanted the thoughts that the model is asked to do without; null to let it think
 */
public record ChatRequest(
        String model,
        String message,
        double temperature,
        int maxTokens,
        long seed,
        String schemaName,
        JsonNode schema,
        boolean stream,
        Thoughts unwanted) {
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
        this(model, message, temperature, maxTokens, seed, schemaName, schema, false, null);
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
        return new ChatRequest(model, message, temperature, maxTokens, seed, null, null, stream, unwanted);
    }

    /** The same question for a reply that comes token by token. */
    public ChatRequest streamed() {
        return new ChatRequest(model, message, temperature, maxTokens, seed, schemaName, schema, true, unwanted);
    }

    /**
     * The same question, with no thoughts wanted.
     *
     * @param seen where the server's replies have them
     */
    public ChatRequest withoutThoughts(Thoughts seen) {
        return new ChatRequest(model, message, temperature, maxTokens, seed, schemaName, schema, stream, seen);
    }

    /** The same question with room for another number of tokens. */
    public ChatRequest withMaxTokens(int tokens) {
        return new ChatRequest(model, message, temperature, tokens, seed, schemaName, schema, stream, unwanted);
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
        if (unwanted == Thoughts.REASONING) {
            body.put("reasoning_effort", "none");
        } else if (unwanted != null) {
            body.putObject("chat_template_kwargs").put("enable_thinking", false);
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
