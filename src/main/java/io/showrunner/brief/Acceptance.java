package io.showrunner.brief;

import io.showrunner.story.StoryRecord;

/**
 * What became of a valid brief.
 *
 * @param record the story of this brief; at a duplicate and a conflict, the first story
 * @param message one sentence for people, never null
 */
public record Acceptance(Verdict verdict, StoryRecord record, String message) {

    /** ACCEPTED: a new story. DUPLICATE: known already. CONFLICT: its id belongs to a story with other content. */
    public enum Verdict {
        ACCEPTED,
        DUPLICATE,
        CONFLICT
    }

    /** The story, or at a conflict the one that has the id. */
    public String storyId() {
        return record.storyId();
    }

    /**
     * True when the story has to be queued: it is new, or it is known but words of it are missing, so that its message may
     * have been lost in a crash. Sending that message twice is harmless.
     */
    public boolean isWaiting() {
        return verdict != Verdict.CONFLICT && record.state().awaitsWords();
    }
}
