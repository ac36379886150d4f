package io.showrunner.explain;

import java.util.List;

/**
 * Where the time of a story went, and that of each of its scenes.
 *
 * @param story from its acceptance to its delivery
 * @param scenes from the acceptance of the story to their end
 * @param note what is not known; null when all is
 */
public record StoryExplanation(Timeline story, List<Timeline> scenes, String note) {
    /** Takes a copy. */
    public StoryExplanation {
        scenes = List.copyOf(scenes);
    }
}
