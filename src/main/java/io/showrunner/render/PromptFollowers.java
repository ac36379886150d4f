package io.showrunner.render;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who follows which prompt right now, so that an event of a server finds its way. Thread-safe. */
public final class PromptFollowers {
    private final Map<String, PromptWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, Double> nodesDone = new ConcurrentHashMap<>();
    private final Consumer<String> onFollow;
    private final Consumer<String> onForget;

    /** Both are told the prompt id: when it begins to be followed, and when it is not any more. */
    public PromptFollowers(Consumer<String> onFollow, Consumer<String> onForget) {
        this.onFollow = onFollow;
        this.onForget = onForget;
    }

    /** The server said that the prompt's execution began; does nothing when nobody follows it. */
    public void executionStarted(String promptId) {
        PromptWatch watch = watches.get(promptId);
        if (watch != null) {
            watch.sawExecutionStart();
        }
    }

    /** The server said how far the prompt is; does nothing when nobody follows it. */
    public void progressed(String promptId, double nodes) {
        if (watches.containsKey(promptId)) {
            nodesDone.put(promptId, nodes);
        }
    }

    /** Nodes of the prompt's workflow that are done, by the server's last word; 0 when there was none. */
    public double nodesDone(String promptId) {
        return nodesDone.getOrDefault(promptId, 0.0);
    }

    void follow(String promptId, PromptWatch watch) {
        watches.put(promptId, watch);
        onFollow.accept(promptId);
    }

    void forget(String promptId) {
        watches.remove(promptId);
        nodesDone.remove(promptId);
        onForget.accept(promptId);
    }
}
