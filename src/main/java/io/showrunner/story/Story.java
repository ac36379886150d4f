package io.showrunner.story;

import java.time.Instant;
import java.util.List;

/**
 * A story: {@code story.json}. While it is being written its scenes stand there as far as they are.
 *
 * @param title the brief's title, or one made from the logline
 * @param generator {@code local-llm:<model>} or {@code showrunner-template}
 * @param storySource who wrote it
 * @param warnings sentences for the person who reads the summary; each starts with its stable code
 */
public record Story(
        String storyId,
        Instant generatedAt,
        String title,
        String logline,
        String directorsVision,
        List<SceneSpec> scenes,
        String generator,
        StorySource storySource,
        RenderRequest render,
        LlmReport llm,
        List<String> warnings) {

    /** The same story with its scenes as they are meant to be. */
    public Story with(List<SceneSpec> other) {
        return new Story(
                storyId,
                generatedAt,
                title,
                logline,
                directorsVision,
                other,
                generator,
                storySource,
                render,
                llm,
                warnings);
    }
}
