package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigInteger;

/**
 * One scene, as it stands in {@code scene-NNN.json} once it is written, and frozen from then on. In the {@code story.json} of
 * a story that is still being written it may be a plan: a title and a summary.
 *
 * @param id {@code scene-001} and so on, in story order
 * @param prompt what the picture shows; null while the scene is not written
 * @param negativePrompt what it must not show, one comma-separated text
 * @param keyframePath picture to start from, relative to the story's folder; null when the workflow makes its own
 * @param expectedFrames frames asked for, 1 to 100
 * @param cameraMovement null when not said
 * @param palette comma-separated colours; null when not said
 * @param seed of its first attempt, 0 to 2^64-1, as a person wants it; null when it is drawn from the story's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RecordBuilder
public record SceneSpec(
        String id,
        String title,
        String summary,
        String prompt,
        String mood,
        String keyframePath,
        int expectedFrames,
        String negativePrompt,
        String cameraMovement,
        String palette,
        BigInteger seed) {

    /** A scene whose seeds are drawn from the story's. */
    public SceneSpec(
            String id,
            String title,
            String summary,
            String prompt,
            String mood,
            String keyframePath,
            int expectedFrames,
            String negativePrompt,
            String cameraMovement,
            String palette) {
        this(
                id,
                title,
                summary,
                prompt,
                mood,
                keyframePath,
                expectedFrames,
                negativePrompt,
                cameraMovement,
                palette,
                null);
    }

    /** True when it has its words. */
    @JsonIgnore
    public boolean isWritten() {
        return prompt != null;
    }

    /** The same scene at another place of the story. */
    public SceneSpec numbered(String other) {
        return SceneSpecBuilder.builder(this).id(other).build();
    }

    /** What is left of it when its words are not wanted. */
    public SceneSpec unwritten() {
        return new SceneSpec(id, title, summary, null, mood, keyframePath, expectedFrames, null, null, null);
    }
}
