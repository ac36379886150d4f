package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** LM Studio 0.3 to 0.4: errors as plain strings, and 200 for whatever it does not know. */
final class LmStudio extends Dialect {
    static final String NO_MODELS =
            "No models loaded. Please load a model in the developer page or use the 'lms load' command.";
    private static final Set<String> FORMATS = Set.of("", "text", "json_schema");

    LmStudio(LlmOptions options, LoadedModel memory) {
        super(options, memory);
    }

    static Reply overflow(int promptTokens, int contextLength) {
        return Reply.errorText(
                400,
                "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: "
                        + promptTokens + ">= n_ctx: " + contextLength
                        + "). Try to load the model with a larger context length, or provide a shorter input.");
    }

    @Override
    Optional<Reply> get(String path, List<String> models) {
        return switch (path) {
            case "/v1/models" -> Optional.of(Reply.json(200, openAiList(models, "organization_owner")));
            case "/api/v0/models" -> Optional.of(Reply.json(200, detailed(models)));
            case "/api/v1/models" -> Optional.of(Reply.json(200, instances(models)));
            default -> Optional.empty();
        };
    }

    @Override
    Optional<Reply> post(String path, JsonNode body) {
        if (!path.equals("/api/v1/models/unload")) {
            return Optional.empty();
        }
        String instance = body.path("instance_id").asText();
        boolean isOurs = memory.of(options.models()).contains(instance);
        if (isOurs) {
            memory.unload();
        }
        return Optional.of(
                isOurs
                        ? Reply.json(200, Reply.JSON.createObjectNode().put("instance_id", instance))
                        : Reply.errorObject(
                                404,
                                "Model with instance_id \"" + instance + "\" is not loaded",
                                "model_not_found",
                                "instance_id",
                                null));
    }

    @Override
    Reply outOfMemory() {
        return Reply.errorText(
                500, "Failed to load model. Model loading was stopped due to insufficient system resources.");
    }

    @Override
    Reply unknown(String method, String path) {
        return Reply.errorText(200, "Unexpected endpoint or method. (" + method + " " + path + ")");
    }

    @Override
    Reply unauthorized(boolean keyGiven) {
        ObjectNode root = Reply.JSON.createObjectNode();
        root.putObject("error")
                .put("type", "invalid_request")
                .put("code", "invalid_api_key")
                .put(
                        "message",
                        keyGiven
                                ? "Malformed or unknown LM Studio API token provided."
                                : "An LM Studio API token is required to make requests to this server.");
        return Reply.json(401, root);
    }

    @Override
    Reply malformed(String problem) {
        return Reply.errorText(400, "invalid JSON: " + problem);
    }

    @Override
    Optional<Reply> refusal(ChatRequest request, List<String> models) {
        Optional<Reply> wrongModel = model(request, models);
        if (wrongModel.isPresent()) {
            return wrongModel;
        }
        if (request.body().path("messages").isEmpty()) {
            return Optional.of(Reply.errorText(400, "'messages' field is required"));
        }
        if (!FORMATS.contains(request.formatType())) {
            return Optional.of(Reply.errorText(400, "'response_format.type' must be 'json_schema' or 'text'"));
        }
        if (request.seedIsNoInteger()) {
            return Optional.of(Reply.errorText(400, "'seed' must be an integer"));
        }
        return template(request, models);
    }

    @Override
    String errorInStream() {
        return "event: error\ndata: "
                + Reply.errorObject(500, "The model has crashed", "server_error", null, null)
                        .body() + "\n\n";
    }

    private Optional<Reply> model(ChatRequest request, List<String> models) {
        if (!options.loaded() || models.isEmpty()) {
            return Optional.of(Reply.errorObject(404, NO_MODELS, "invalid_request_error", "model", "model_not_found"));
        }
        if (!request.model().isEmpty() && !models.contains(request.model())) {
            return Optional.of(Reply.errorObject(
                    400,
                    "Invalid model identifier \"" + request.model()
                            + "\". Please specify a valid downloaded model (e.g., " + String.join(", ", models) + ").",
                    "invalid_request_error",
                    "model",
                    "model_not_found"));
        }
        return Optional.empty();
    }

    private Optional<Reply> template(ChatRequest request, List<String> models) {
        String model = request.model().isEmpty() ? models.get(0) : request.model();
        if (request.hasRole("system") && model.toLowerCase(Locale.ROOT).contains("mistral-7b-instruct")) {
            return Optional.of(Reply.errorText(
                    400,
                    "Error rendering prompt with jinja template: \"Only user and assistant roles are supported!\""));
        }
        if (request.promptTokens() >= options.contextLength()) {
            return Optional.of(overflow(request.promptTokens(), options.contextLength()));
        }
        return Optional.empty();
    }

    private ObjectNode detailed(List<String> models) {
        ObjectNode root = Reply.JSON.createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        for (String model : models) {
            boolean inMemory = memory.of(models).contains(model);
            ObjectNode entry = data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("type", isEmbedding(model) ? "embeddings" : "llm")
                    .put("publisher", model.contains("/") ? model.substring(0, model.indexOf('/')) : "local")
                    .put("arch", "llama")
                    .put("compatibility_type", "gguf")
                    .put("quantization", "Q4_K_M")
                    .put("state", inMemory ? "loaded" : "not-loaded")
                    .put("max_context_length", 32_768);
            if (inMemory) {
                entry.put("loaded_context_length", options.contextLength());
            }
        }
        return root;
    }

    private ObjectNode instances(List<String> models) {
        ObjectNode root = Reply.JSON.createObjectNode();
        ArrayNode list = root.putArray("models");
        for (String model : models) {
            ObjectNode entry = list.addObject()
                    .put("type", isEmbedding(model) ? "embedding" : "llm")
                    .put("key", model)
                    .put("max_context_length", 32_768);
            ArrayNode loaded = entry.putArray("loaded_instances");
            if (memory.of(models).contains(model)) {
                loaded.addObject()
                        .put("id", model)
                        .putObject("config")
                        .put("context_length", options.contextLength())
                        .put("parallel", options.parallel());
            }
        }
        return root;
    }
}
