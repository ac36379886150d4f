package io.showrunner.simulator.llm;

/** The server whose habits are imitated; they differ in what they refuse and in how they say so. */
public enum Flavour {
    LM_STUDIO,
    OLLAMA,
    LLAMA_SERVER
}
