package io.showrunner.simulator.llm;

/** The ways in which servers say that a prompt is longer than the context. */
public enum ContextOverflow {
    LM_STUDIO,
    LM_STUDIO_OLDER,
    LM_STUDIO_TRUNCATING,
    LLAMA_SERVER;

    Reply reply() {
        return switch (this) {
            case LM_STUDIO -> LmStudio.overflow(13_055, 4_096);
            case LM_STUDIO_OLDER ->
                Reply.errorText(
                        400,
                        "Trying to keep the first 15857 tokens when context the overflows. However, the model is loaded"
                                + " with context length of only 4096 tokens, which is not enough. Try to load the model"
                                + " with a larger context length, or provide a shorter input");
            case LM_STUDIO_TRUNCATING ->
                Reply.errorText(400, "Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)");
            case LLAMA_SERVER -> LlamaServer.overflow(12_014, 4_096);
        };
    }
}
