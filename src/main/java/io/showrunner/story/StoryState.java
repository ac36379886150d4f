package io.showrunner.story;

/** Where a story stands. */
public enum StoryState {
    /** The brief is accepted; its scenes are not written yet. */
    ACCEPTED,
    /** A person wants it to wait before its scenes are written. */
    PAUSED,
    /** The scenes are written and frozen; some are still to be rendered. */
    WRITTEN,
    /** Every scene is published and the story is assembled. */
    FINISHED,
    /** Every scene is terminal and the story is assembled, but at least one scene is missing. */
    INCOMPLETE,
    /** The story could not be written; its record says why. */
    FAILED,
    /** A person gave it up before its scenes were written. */
    CANCELLED;

    /** True when nothing more happens to the story by itself. */
    public boolean isTerminal() {
        return this == FINISHED || this == INCOMPLETE || this == FAILED || this == CANCELLED;
    }
}
