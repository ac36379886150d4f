package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * A story: {@code story.json}. While it is being written its scenes stand there as far as they are.
 *
 * @param title the brief's title, or one made from the logline
 * @param generator {@code local-llm:<model>} or {@code showrunner-template}
 * @param storySource who wrote it
 * @param warnings sentences for the person who reads the summary; each starts with its stable code
 * @param approval null when nobody has to look at it before it is rendered
 */
@RecordBuilder
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
        List<String> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) StoryApproval approval) {

    /** A story that nobody has to look at before it is rendered. */
    public Story(
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
        this(
                storyId,
                generatedAt,
                title,
                logline,
                directorsVision,
                scenes,
                generator,
                storySource,
                render,
                llm,
                warnings,
                null);
    }

    /** True while nothing of it may be rendered: its words may still change. */
    @JsonIgnore
    public boolean isUnapproved() {
        return approval != null && approval.isPending();
    }

    /** True when its scenes are pictures that a person looks at before they become a film. */
    @JsonIgnore
    public boolean isStoryboard() {
        return render != null && render.isStoryboard();
    }

    /** True for a scene whose words do not change any more. */
    boolean isFrozen(SceneSpec scene) {
        return scene.isWritten() && !isUnapproved();
    }

    /** The same story with its scenes as they are meant to be. */
    public Story with(List<SceneSpec> other) {
        return rewritten(other, warnings);
    }

    /** The same story with other words. */
    public Story rewritten(List<SceneSpec> other, List<String> said) {
        return StoryBuilder.builder(this).scenes(other).warnings(said).build();
    }

    /** The same story as far as its approval has come. */
    public Story with(StoryApproval next) {
        return StoryBuilder.builder(this).approval(next).build();
    }
}
