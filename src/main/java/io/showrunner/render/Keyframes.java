package io.showrunner.render;

import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the pictures that scenes start from: the copies that their stories keep, and only as they were accepted. */
final class Keyframes {
    private final StoryKeyframes kept;

    Keyframes(StoryStore store) {
        this.kept = new StoryKeyframes(store);
    }

    /**
     * The scene's picture; empty when it brings none.
     *
     * @throws UnusableWorkflow when it brings one that is not there, or not what it was
     */
    Optional<Keyframe> of(String storyId, SceneSpec scene, String workflow) {
        if (scene.keyframePath() == null) {
            return Optional.empty();
        }
        StoryKeyframe keyframe = kept.find(storyId, scene.keyframePath())
                .orElseThrow(() -> problem(workflow, scene, "is not among the pictures that the story keeps"));
        Path source = kept.path(storyId, keyframe);
        try {
            if (!Sha256.hex(source).equals(keyframe.sha256())) {
                throw problem(workflow, scene, "has changed since the brief was accepted");
            }
        } catch (IOException e) {
            throw problem(workflow, scene, "cannot be read: " + e.getMessage());
        }
        return Optional.of(
                new Keyframe(source, Keyframe.SUBFOLDER, source.getFileName().toString()));
    }

    private static UnusableWorkflow problem(String workflow, SceneSpec scene, String words) {
        return new UnusableWorkflow(
                workflow, List.of("the keyframe of " + scene.id() + ", " + scene.keyframePath() + ", " + words));
    }
}
