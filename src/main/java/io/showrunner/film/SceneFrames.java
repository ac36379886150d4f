package io.showrunner.film;

import io.showrunner.story.SceneSpec;
import java.util.List;

/**
 * A scene as a film sees it.
 *
 * @param number from 1, in story order
 * @param frames below the story's folder, in order; none when there is nothing to show
 * @param signature hash of which frames these are
 */
record SceneFrames(int number, SceneSpec spec, List<String> frames, int width, int height, String signature) {
    SceneFrames {
        frames = List.copyOf(frames);
    }

    boolean isThere() {
        return !frames.isEmpty();
    }

    String sceneId() {
        return spec.id();
    }

    /** The path of something in the scene's folder, below the story's. */
    String file(String name) {
        return "scenes/" + sceneId() + "/" + name;
    }

    /** Its size with both sides even, as the usual pixel format wants it. */
    Video video(Codec codec, int fps) {
        return new Video(codec, even(width), even(height), fps, frames.size());
    }

    private static int even(int length) {
        return length + length % 2;
    }
}
