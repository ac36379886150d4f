package io.showrunner.verify;

import io.showrunner.story.StoryState;
import java.util.List;

/**
 * What came of looking at all that a story published.
 *
 * @param scenes of the story
 * @param published scenes that were looked at
 * @param frames that were read
 * @param bytes of these frames
 * @param problems what is not as it was published
 * @param notes scenes that have nothing to look at, and why
 */
public record VerificationReport(
        String storyId,
        StoryState state,
        int scenes,
        int published,
        int frames,
        long bytes,
        List<Finding> problems,
        List<String> notes) {

    /**
     * One file that is not as it was published.
     *
     * @param file relative to the story's folder
     */
    public record Finding(String file, String problem) {}

    /** Takes copies. */
    public VerificationReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** True when everything that was published is as it was. */
    public boolean isIntact() {
        return problems.isEmpty();
    }
}
