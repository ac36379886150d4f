package io.showrunner.brief;

import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import java.time.Instant;

/**
 * How far the story of a brief file is: {@code <brief>.status.json} beside the accepted file.
 *
 * @param briefName the file's name in {@code inbox/accepted}
 * @param storySource who wrote the story; null until it is written
 * @param message one sentence for people; null when there is nothing to say
 */
public record BriefStatus(
        String briefName,
        String storyId,
        Acceptance.Verdict verdict,
        StoryState state,
        StorySource storySource,
        Scenes scenes,
        String message,
        Instant updatedAt) {

    /** How many scenes there are, how many have their words, and how many are done for good; all 0 until one is written. */
    public record Scenes(int total, int written, int published, int failed) {}
}
