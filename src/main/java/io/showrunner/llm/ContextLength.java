package io.showrunner.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How many tokens question and answer may have together, where the entry of a list of models says so. */
final class ContextLength {
    /** llama-server, LM Studio 0.3 and 0.4 for a model in memory, vLLM. */
    private static final List<String> PLACES = List.of(
            "/meta/n_ctx", "/loaded_context_length", "/loaded_instances/0/config/context_length", "/max_model_len");

    private ContextLength() {}

    /** Null when it does not say; what a model could have is not what it was loaded with. */
    static Integer of(JsonNode entry) {
        return PLACES.stream()
                .map(entry::at)
                .filter(length -> length.isInt() && length.intValue() > 0)
                .map(JsonNode::intValue)
                .findFirst()
                .orElse(null);
    }
}
