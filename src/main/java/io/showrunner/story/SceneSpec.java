package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One written scene, as it stands in {@code scene-NNN.json}. Frozen once its message is queued.
 *
 * @param id {@code scene-001} and so on, in story order
 * @param prompt what the picture shows
 * @param negativePrompt what it must not show, one comma-separated text
 * @param keyframePath picture to start from, relative to the home or absolute; null when the workflow makes its own
 * @param expectedFrames frames asked for, 1 to 100
 * @param cameraMovement null when not said
 * @param palette comma-separated colours; null when not said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
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
        String palette) {}
