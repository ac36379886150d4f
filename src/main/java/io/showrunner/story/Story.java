package io.showrunner.story;

import java.time.Instant;
import java.util.List;

/**
 * A written story: {@code story.json}.
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
        List<String> warnings) {}
