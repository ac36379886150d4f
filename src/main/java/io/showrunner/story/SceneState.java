package io.showrunner.story;

/** Where a scene stands. Kept in its record, which outranks any message about it. */
public enum SceneState {
    WAITING,
    RUNNING,
    PUBLISHED,
    FAILED,
    CANCELLED,
    PAUSED,
    AWAITING_APPROVAL;

    /** True when nothing more happens to the scene by itself. */
    public boolean isTerminal() {
        return this == PUBLISHED || this == FAILED || this == CANCELLED;
    }
}
