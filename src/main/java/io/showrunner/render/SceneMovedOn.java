package io.showrunner.render;

import io.showrunner.story.SceneRecord;

/** The scene's record is no longer what the caller read: its message is outdated and is to be dropped. */
public final class SceneMovedOn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SceneRecord now;

    SceneMovedOn(SceneRecord now) {
        super("storyId=" + now.storyId() + " sceneId=" + now.sceneId() + " is now " + now.state() + ", generation "
                + now.generation() + ", dispatch " + now.dispatches());
        this.now = now;
    }

    /** The record as it is now. */
    SceneRecord now() {
        return now;
    }
}
