package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Ollama: unknown response formats are ignored, long prompts are shortened without a word, a full queue is a 503. */
final class Ollama extends Dialect {
    Ollama(LlmOptions options, LoadedModel memory) {
        super(options, memory);
    }

    @Override
    Optional<Reply> get(String path, List<String> models) {
        return switch (path) {
            case "/" -> Optional.of(Reply.text(200, "Ollama is running"));
            case "/api/version" ->
                Optional.of(Reply.json(200, Reply.JSON.createObjectNode().put("version", "0.12.6")));
            case "/api/tags" -> Optional.of(Reply.json(200, tags(models)));
            case "/api/ps" -> Optional.of(Reply.json(200, tags(memory.of(models))));
            case "/v1/models" -> Optional.of(Reply.json(200, openAiList(models, "library")));
            default -> Optional.empty();
        };
    }

    /** A request without a prompt loads or unloads the model. */
    @Override
    Optional<Reply> post(String path, JsonNode body) {
        if (!path.equals("/api/generate")
                || !body.path("prompt").asText().isEmpty()
                || !body.path("keep_alive").asText("").equals("0")) {
            return Optional.empty();
        }
        memory.unload();
        return Optional.of(Reply.json(
                200,
                Reply.JSON
                        .createObjectNode()
                        .put("model", body.path("model").asText())
                        .put("created_at", options.clock().instant().toString())
                        .put("response", "")
                        .put("done", true)
                        .put("done_reason", "unload")));
    }

    @Override
    Reply outOfMemory() {
        return Reply.errorObject(
                500, "llama runner process has terminated: cudaMalloc failed: out of memory", "api_error", null, null);
    }

    @Override
    Reply unknown(String method, String path) {
        return Reply.text(404, "404 page not found");
    }

    /** As the proxy in front of it says; Ollama itself has no keys. */
    @Override
    Reply unauthorized(boolean keyGiven) {
        return Reply.text(401, "401 Unauthorized");
    }

    @Override
    Reply malformed(String problem) {
        return Reply.errorObject(400, problem, "invalid_request_error", null, null);
    }

    @Override
    Optional<Reply> refusal(ChatRequest request, List<String> models) {
        if (request.seedIsNoInteger()) {
            return Optional.of(malformed(
                    "json: cannot unmarshal string into Go struct field " + "ChatCompletionRequest.seed of type int"));
        }
        if (request.body().path("messages").isEmpty()) {
            return Optional.of(malformed("[] is too short - 'messages'"));
        }
        if (!models.contains(request.model()) && !models.contains(request.model() + ":latest")) {
            return Optional.of(Reply.errorObject(
                    404,
                    "model \"" + request.model() + "\" not found, try pulling it first",
                    "not_found_error",
                    null,
                    null));
        }
        return Optional.empty();
    }

    @Override
    Optional<Reply> busy(int waiting) {
        return waiting < options.maxQueue()
                ? Optional.empty()
                : Optional.of(Reply.errorObject(
                        503,
                        "server busy, please try again.  maximum pending requests exceeded",
                        "api_error",
                        null,
                        null));
    }

    /** A bare line, no event. */
    @Override
    String errorInStream() {
        return Reply.errorText(500, "llama runner process no longer running: signal: killed")
                        .body()
                + "\n";
    }

    @Override
    int tokensRead(int promptTokens) {
        return Math.min(promptTokens, options.contextLength() - 1);
    }

    @Override
    String reasoningField() {
        return "reasoning";
    }

    private static ObjectNode tags(List<String> models) {
        ObjectNode root = Reply.JSON.createObjectNode();
        ArrayNode list = root.putArray("models");
        for (String model : models) {
            list.addObject()
                    .put("name", model)
                    .put("model", model)
                    .put("modified_at", "2026-04-02T09:14:00Z")
                    .put("size", 4_113_301_824L)
                    .put("digest", "f974a74358d62a017b37c6f424fcdf2744ca02926c4f952513ddf474b2fa5091")
                    .putObject("details")
                    .put("format", "gguf")
                    .put("family", "llama")
                    .put("parameter_size", "7.2B")
                    .put("quantization_level", "Q4_0");
        }
        return root;
    }
}
