package io.showrunner.simulator.llm;

import java.util.List;

/** Whether the first model is in memory. On a shared card it is loaded by the first request, and may find no room. Runs on the event loop. */
final class LoadedModel {
    private final LlmOptions options;
    private boolean inMemory;

    LoadedModel(LlmOptions options) {
        this.options = options;
        this.inMemory = options.loaded() && options.card().isEmpty();
    }

    /** True when it is in memory now. */
    boolean load() {
        inMemory = inMemory
                || options.card()
                        .map(card -> card.hold(program(), options.modelMb()))
                        .orElse(true);
        return inMemory;
    }

    void unload() {
        inMemory = false;
        options.card().ifPresent(card -> card.hold(program(), 0));
    }

    /** The models that are in memory. */
    List<String> of(List<String> models) {
        return models.subList(0, inMemory ? Math.min(1, models.size()) : 0);
    }

    private String program() {
        return options.flavour().name();
    }
}
