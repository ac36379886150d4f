package io.showrunner.story;

/** Where a story stands. */
public enum StoryState {
    /** The brief is accepted; its scenes are not written yet. */
    ACCEPTED,
    /** The words of some scenes are frozen, and these go their way; the model is asked for those of the others. */
    WRITING,
    /** A person wants it to wait before its scenes are written. */
    PAUSED,
    /** The scenes are written; a person looks at them before anything is rendered, and may change them. */
    AWAITING_APPROVAL,
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

    /** True while it has a message for the write stage: words of it are still to come. */
    public boolean awaitsWords() {
        return this == ACCEPTED || this == WRITING;
    }

    /** True when scenes of it may wait or run. */
    public boolean hasOpenScenes() {
        return this == WRITING || this == WRITTEN;
    }

    /** True when nothing more happens to the story by itself. */
    public boolean isTerminal() {
        return this == FINISHED || this == INCOMPLETE || this == FAILED || this == CANCELLED;
    }
}
