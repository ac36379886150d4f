package io.showrunner.frames;

/** Other frames are already published for the scene. They stay; the new ones stay in the staging folder of their attempt. */
public final class FramesConflictException extends IllegalStateException {
    FramesConflictException(String message) {
        super(message);
    }
}
