package io.showrunner.frames;

import io.showrunner.story.CollectReport;
import java.nio.file.Path;

/**
 * A PNG that was read whole and decoded.
 *
 * @param bytes size of the file
 * @param sha256 of the file, hexadecimal
 * @param uniform true when every pixel has the same colour, which a missing model file looks like
 */
public record CheckedFrame(Path path, long bytes, int width, int height, String sha256, boolean uniform) {

    /** The frame's file name. */
    public String name() {
        return path.getFileName().toString();
    }

    CollectReport.Frame asReported() {
        return new CollectReport.Frame(name(), bytes, width, height, sha256);
    }
}
