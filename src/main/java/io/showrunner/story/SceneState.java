package io.showrunner.story;

/** Where a scene stands. Kept in its record, which outranks any message about it. */
public enum SceneState {
    /** Its words are still to come; the model is asked for them. */
    UNWRITTEN,
    WAITING,
    RUNNING,
    PUBLISHED,
    FAILED,
    CANCELLED,
    PAUSED,
    /** A person looks at its words before it is rendered. */
    AWAITING_APPROVAL;

    /** True when nothing more happens to the scene by itself. */
    public boolean isTerminal() {
        return this == PUBLISHED || this == FAILED || this == CANCELLED;
    }
}
