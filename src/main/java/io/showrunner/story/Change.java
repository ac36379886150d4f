package io.showrunner.story;

import java.util.List;

/**
 * What was changed in the records, and what the queues and the other stages must learn of it.
 *
 * @param story as it is now
 * @param changed scenes that are what the person wants now, and were not before
 * @param waiting scenes that need a message in the scenes queue, in this order
 * @param ended scenes that came to their end by this change and that nobody holds who would say so
 * @param promptIds prompts on servers whose followers must look at the record at once
 * @param message one sentence for people
 */
public record Change(
        StoryRecord story,
        List<SceneRecord> changed,
        List<SceneRecord> waiting,
        List<SceneRecord> ended,
        List<String> promptIds,
        String message) {
    /** The lists are kept as copies. */
    public Change {
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
        ended = List.copyOf(ended);
        promptIds = List.copyOf(promptIds);
    }

    /** True when the story itself has to be put into the briefs queue. */
    public boolean isBriefWaiting() {
        return story.state().awaitsWords();
    }
}
