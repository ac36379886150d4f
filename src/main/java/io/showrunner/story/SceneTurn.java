package io.showrunner.story;

import java.time.Duration;
import java.util.Map;

/**
 * One consumer's turn with one scene, from the message it took to what it sends on: what the routes of every stage ask.
 * Confined to the thread that holds the message.
 */
public abstract class SceneTurn implements Correlated {
    private final String storyId;
    private final String sceneId;
    private Duration pause = Duration.ZERO;

    protected SceneTurn(String storyId, String sceneId) {
        this.storyId = storyId;
        this.sceneId = sceneId;
    }

    public final String storyId() {
        return storyId;
    }

    public final String sceneId() {
        return sceneId;
    }

    /** The scene that it is about. */
    public final SceneId scene() {
        return new SceneId(storyId, sceneId);
    }

    /** The prompt that the turn is about now; null for none. */
    protected abstract RenderJob prompt();

    @Override
    public final Map<String, String> correlation() {
        RenderJob job = prompt();
        return job == null ? Map.of("storyId", storyId, "sceneId", sceneId) : job.correlation();
    }

    /** Milliseconds to wait before the next round or attempt. */
    public final long pauseMillis() {
        return pause.toMillis();
    }

    /** Says how long to wait before the next round or attempt. */
    public final void pauseFor(Duration wait) {
        pause = wait;
    }
}
