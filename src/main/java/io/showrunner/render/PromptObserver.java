package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import java.util.Optional;

/** Who is told what we do with prompts and see of them. Called from many threads. */
public interface PromptObserver {
    /** A picture that the prompt needs is about to be uploaded to the server. */
    void uploads(String instanceId, String promptId);

    /** The prompt is about to be posted. */
    void posts(String instanceId, String promptId);

    /** A look found that the prompt executes, or did so when the last one was answered. */
    void executes(String instanceId, String promptId);

    /**
     * Nobody follows the prompt any more: it is over or given up.
     *
     * @param end by the server; empty when it does not know
     */
    void settles(String instanceId, String promptId, Optional<HistoryEntry> end);
}
