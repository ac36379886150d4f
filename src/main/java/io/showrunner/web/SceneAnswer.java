package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FolderNames;
import io.showrunner.story.FramesStaged;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One scene with its words and its frames, for HTTP clients.
 *
 * @param prompt null while it is not written
 * @param keyframe the picture that it starts from, below the story's folder; null when the workflow makes its own
 * @param seed that a person wants for it; null when it is drawn from the story's
 * @param state null while it has no record, or none that can be read
 * @param message one sentence for people; null when there is nothing to say
 * @param framesStaged frames that are here and not published yet; null when there are none
 * @param frames published frames, below the story's folder
 */
record SceneAnswer(
        String sceneId,
        String title,
        String summary,
        String prompt,
        String negativePrompt,
        String mood,
        String cameraMovement,
        String palette,
        int expectedFrames,
        String keyframe,
        BigInteger seed,
        SceneState state,
        Priority priority,
        int attempts,
        FailureKind failureKind,
        String message,
        Instant changedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) FramesStaged framesStaged,
        List<String> frames) {

    /** @param plan the scene as the story has it */
    static SceneAnswer of(StoryStore store, String storyId, SceneSpec plan) {
        SceneSpec words = store.writtenScene(storyId, plan.id()).orElse(plan);
        try {
            return of(store, storyId, words, store.sceneRecord(storyId, plan.id()), null);
        } catch (UncheckedIOException e) {
            return of(store, storyId, words, Optional.empty(), e.getMessage());
        }
    }

    private static SceneAnswer of(
            StoryStore store, String storyId, SceneSpec words, Optional<SceneRecord> found, String damage) {
        SceneRecord scene = found.orElse(null);
        return new SceneAnswer(
                words.id(),
                words.title(),
                words.summary(),
                words.prompt(),
                words.negativePrompt(),
                words.mood(),
                words.cameraMovement(),
                words.palette(),
                words.expectedFrames(),
                words.keyframePath(),
                words.seed(),
                scene == null ? null : scene.state(),
                scene == null ? null : scene.priority(),
                scene == null ? 0 : scene.attempts(),
                scene == null ? null : scene.failureKind(),
                scene == null ? damage : scene.message(),
                scene == null ? null : scene.changedAt(),
                found.flatMap(record -> FramesStaged.of(store, record)).orElse(null),
                frames(store, storyId, words.id()));
    }

    private static List<String> frames(StoryStore store, String storyId, String sceneId) {
        return FolderNames.of(store.frames(storyId, sceneId)).stream()
                .filter(name -> !name.startsWith("."))
                .sorted()
                .map(name -> "scenes/" + sceneId + "/frames/" + name)
                .toList();
    }
}
