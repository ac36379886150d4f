package io.showrunner.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A frame came and cannot be written on this side: neither its server nor its scene is at fault. */
final class FrameNotKept extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    FrameNotKept(Path frame, IOException cause) {
        super("cannot write " + frame + ": " + cause.getMessage(), cause);
    }
}
