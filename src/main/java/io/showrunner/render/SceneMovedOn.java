package io.showrunner.render;

import io.showrunner.render.RenderTurn.Standing;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;

/** The scene's record is no longer what the caller read: its message is outdated and is to be dropped. */
public final class SceneMovedOn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SceneRecord now;

    SceneMovedOn(SceneRecord now) {
        super("storyId=" + now.storyId() + " sceneId=" + now.sceneId() + " is now " + now.state() + ", generation "
                + now.generation() + ", dispatch " + now.dispatches());
        this.now = now;
    }

    /** Where the turn stands: somebody else has the scene now, or nobody. */
    Standing standing() {
        return now.state() == SceneState.CANCELLED ? Standing.FAILED : Standing.OUTDATED;
    }
}
