package io.showrunner.brief;

import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;

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
     * True when the story has to be queued: it is new, or it is known but was not written yet, so that its message may
     * have been lost in a crash. Sending that message twice is harmless.
     */
    public boolean isWaiting() {
        return verdict != Verdict.CONFLICT && record.state() == StoryState.ACCEPTED;
    }

    /** The reference that goes into the briefs queue. */
    public StoryMessage storyMessage() {
        return StoryMessage.of(record);
    }

    /** The id by which a broker recognises a second copy of the same message. */
    public String messageId() {
        return record.storyId() + ":" + record.generation();
    }

    /** The JMS priority of the story's message. */
    public int priorityOnTheWire() {
        return record.priority().onTheWire();
    }
}
