package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between the three servers: their lists, their refusals and the words they use. */
abstract sealed class Dialect permits LmStudio, Ollama, LlamaServer {
    protected final LlmOptions options;
    protected final LoadedModel memory;

    protected Dialect(LlmOptions options, LoadedModel memory) {
        this.options = options;
        this.memory = memory;
    }

    static Dialect of(LlmOptions options, LoadedModel memory) {
        return switch (options.flavour()) {
            case LM_STUDIO -> new LmStudio(options, memory);
            case OLLAMA -> new Ollama(options, memory);
            case LLAMA_SERVER -> new LlamaServer(options, memory);
        };
    }

    /** The answer to a GET, or empty for a path that the server does not know. */
    abstract Optional<Reply> get(String path, List<String> models);

    /** The answer to a POST that is no generation, or empty for a path that the server does not know. */
    Optional<Reply> post(String path, JsonNode body) {
        return Optional.empty();
    }

    /** The answer when there is too little memory for the model. */
    abstract Reply outOfMemory();

    abstract Reply unknown(String method, String path);

    /** The answer to a request without the right key. */
    abstract Reply unauthorized(boolean keyGiven);

    /** True for what is answered without a key. */
    boolean isPublic(String path) {
        return false;
    }

    abstract Reply malformed(String problem);

    /** Why this request is refused, or empty. */
    abstract Optional<Reply> refusal(ChatRequest request, List<String> models);

    /** The answer while the model is being loaded; empty when the server lets the request wait instead. */
    Optional<Reply> loading() {
        return Optional.empty();
    }

    /** The answer when this many generations wait already; empty when the server lets any number wait. */
    Optional<Reply> busy(int waiting) {
        return Optional.empty();
    }

    /** How an error is told when the status has been sent already. */
    abstract String errorInStream();

    /** The content of a stream's first event, which has the role; null where the server says that there is none yet. */
    String firstContent() {
        return "";
    }

    /** How much of a prompt of this length the model reads, and the server counts. */
    int tokensRead(int promptTokens) {
        return promptTokens;
    }

    String reasoningField() {
        return "reasoning_content";
    }

    protected ObjectNode openAiList(List<String> models, String owner) {
        ObjectNode root = Reply.JSON.createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        models.forEach(model ->
                data.addObject().put("id", model).put("object", "model").put("owned_by", owner));
        return root;
    }

    protected static boolean isEmbedding(String model) {
        return model.toLowerCase(Locale.ROOT).contains("embed");
    }
}
