package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** llama-server 0.7 in single-model mode: any model name will do, 503 while loading, only its health is told without a key. */
final class LlamaServer extends Dialect {
    private static final Set<String> FORMATS = Set.of("", "text", "json_object", "json_schema");

    private static final Set<String> PUBLIC = Set.of("/health", "/v1/health");

    LlamaServer(LlmOptions options, LoadedModel memory) {
        super(options, memory);
    }

    @Override
    Optional<Reply> get(String path, List<String> models) {
        return switch (path) {
            case "/health", "/v1/health" ->
                Optional.of(Reply.json(200, Reply.JSON.createObjectNode().put("status", "ok")));
            case "/v1/models", "/models" -> Optional.of(Reply.json(200, models(models)));
            default -> Optional.empty();
        };
    }

    @Override
    Reply outOfMemory() {
        return error(500, "failed to load model: cudaMalloc failed: out of memory", "server_error");
    }

    @Override
    Reply unknown(String method, String path) {
        return error(404, "File Not Found", "not_found_error");
    }

    @Override
    Reply unauthorized(boolean keyGiven) {
        return error(401, "Invalid API Key", "authentication_error");
    }

    @Override
    boolean isPublic(String path) {
        return PUBLIC.contains(path);
    }

    @Override
    Reply malformed(String problem) {
        return invalid("[json.exception.parse_error.101] parse error at line 1, column 1: " + problem);
    }

    /** Other requests have filled the context that its slots share. */
    @Override
    String errorInStream() {
        return "data: "
                + error(500, "Context size has been exceeded.", "server_error").body() + "\n\n";
    }

    @Override
    String firstContent() {
        return null;
    }

    @Override
    Optional<Reply> loading() {
        return Optional.of(error(503, "Loading model", "unavailable_error"));
    }

    @Override
    Optional<Reply> refusal(ChatRequest request, List<String> models) {
        if (!request.body().has("messages")) {
            return Optional.of(invalid("'messages' is required"));
        }
        if (!request.body().path("messages").isArray()) {
            return Optional.of(invalid("Expected 'messages' to be an array"));
        }
        if (!FORMATS.contains(request.formatType())) {
            return Optional.of(invalid("response_format type must be one of \"text\" or \"json_object\", but got: "
                    + request.formatType()));
        }
        if (request.seedIsNoInteger()) {
            return Optional.of(
                    invalid("Field 'seed': [json.exception.type_error.302] type must be number, but is string"));
        }
        return request.schema()
                .flatMap(GrammarCheck::problem)
                .map(problem -> invalid(
                        "Unable to generate parser for this template. Automatic parser generation failed: " + problem))
                .or(() -> request.promptTokens() >= options.contextLength()
                        ? Optional.of(overflow(request.promptTokens(), options.contextLength()))
                        : Optional.empty());
    }

    static Reply overflow(int promptTokens, int contextLength) {
        String message = "request (" + promptTokens + " tokens) exceeds the available context size (" + contextLength
                + " tokens), try increasing it";
        ObjectNode root = Reply.JSON.createObjectNode();
        root.putObject("error")
                .put("code", 400)
                .put("message", message)
                .put("type", "exceed_context_size_error")
                .put("n_prompt_tokens", promptTokens)
                .put("n_ctx", contextLength);
        return Reply.json(400, root);
    }

    private ObjectNode models(List<String> models) {
        ObjectNode root = openAiList(models.subList(0, Math.min(1, models.size())), "llamacpp");
        ArrayNode entries = root.putArray("models");
        root.path("data")
                .findValuesAsText("id")
                .forEach(id ->
                        entries.addObject().put("name", id).put("model", id).put("type", "model"));
        root.path("data")
                .forEach(entry -> ((ObjectNode) entry).putObject("meta").put("n_ctx", options.contextLength()));
        return root;
    }

    private static Reply invalid(String message) {
        return error(400, message, "invalid_request_error");
    }

    private static Reply error(int code, String message, String type) {
        ObjectNode root = Reply.JSON.createObjectNode();
        root.putObject("error").put("code", code).put("message", message).put("type", type);
        return Reply.json(code, root);
    }
}
