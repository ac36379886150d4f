package io.showrunner.story;

import java.time.Duration;

/**
 * One consumer's turn with one scene, from the message it took to what it sends on: what the routes of every stage ask.
 * Confined to the thread that holds the message.
 */
public abstract class SceneTurn {
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

    /** Milliseconds to wait before the next round or attempt. */
    public final long pauseMillis() {
        return pause.toMillis();
    }

    /** Says how long to wait before the next round or attempt. */
    public final void pauseFor(Duration wait) {
        pause = wait;
    }
}
