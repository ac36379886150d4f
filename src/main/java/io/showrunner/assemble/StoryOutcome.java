package io.showrunner.assemble;

import io.showrunner.story.StoryState;
import java.util.List;

/**
 * How a story came out.
 *
 * @param state FINISHED, or INCOMPLETE when a scene is missing
 * @param revision 1, and one more for every later assembly with other scenes
 * @param scenes how many the story has
 * @param missing one sentence per scene without frames: its id and why
 * @param folder where everything about the story lies
 */
public record StoryOutcome(
        String storyId, StoryState state, int revision, int scenes, List<String> missing, String folder) {
    /** Takes a copy. */
    public StoryOutcome {
        missing = List.copyOf(missing);
    }

    /** The outcome for people. */
    public String sentence() {
        String where = "revision " + revision + " in " + folder;
        return missing.isEmpty()
                ? "finished: " + scenes + " of " + scenes + " scenes, " + where
                : "incomplete: " + (scenes - missing.size()) + " of " + scenes + " scenes, " + where + "; "
                        + String.join("; ", missing);
    }
}
