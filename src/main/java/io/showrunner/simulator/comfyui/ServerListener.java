package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.JsonNode;

/** Hears what a simulated server does, in the moment in which it does it; called from the server's own threads. */
public interface ServerListener {
    /** Hears nothing. */
    ServerListener NONE = new ServerListener() {};

    /**
     * A prompt is about to be queued.
     *
     * @param label its {@code extra_pnginfo}, a missing node when there is none
     * @param queued prompts in the server with this one, the running one included
     */
    default void accepted(String promptId, JsonNode label, int queued) {}

    /** The worker begins with a prompt. */
    default void started(String promptId, JsonNode label) {}

    /** The worker is done with a prompt, before its history entry can be seen. */
    default void ended(Execution run) {}

    /** A prompt took the server down. */
    default void crashed() {}
}
