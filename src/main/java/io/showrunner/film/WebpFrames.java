package io.showrunner.film;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Lossless WebP of a scene's frames, not yet where they belong.
 *
 * @param staging where they are made
 * @param failure why they are not to be used; null when they may be
 */
record WebpFrames(String storyId, SceneFrames scene, Path staging, Duration took, String failure) {

    static String folder(SceneFrames scene) {
        return scene.file("frames-webp");
    }

    WebpFrames took(Duration time, String why) {
        return new WebpFrames(storyId, scene, staging, time, why);
    }

    WebpFrames refused(String why) {
        return took(took, why);
    }

    /** The name of a frame's WebP: as the PNG's, with its own ending. */
    static String name(String frame) {
        String file = frame.substring(frame.lastIndexOf('/') + 1);
        return file.substring(0, file.lastIndexOf('.')) + ".webp";
    }
}
