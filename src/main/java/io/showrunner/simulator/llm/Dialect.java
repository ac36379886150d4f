package io.showrunner.simulator.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between the three servers: their lists, their refusals and the words they use. */
abstract sealed class Dialect permits LmStudio, Ollama, LlamaServer {
    protected final LlmOptions options;

    protected Dialect(LlmOptions options) {
        this.options = options;
    }

    static Dialect of(LlmOptions options) {
        return switch (options.flavour()) {
            case LM_STUDIO -> new LmStudio(options);
            case OLLAMA -> new Ollama(options);
            case LLAMA_SERVER -> new LlamaServer(options);
        };
    }

    /** The answer to a GET, or empty for a path that the server does not know. */
    abstract Optional<Reply> get(String path, List<String> models);

    abstract Reply unknown(String method, String path);

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
