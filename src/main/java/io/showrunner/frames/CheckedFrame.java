package io.showrunner.frames;

import io.showrunner.frames.FrameProblem.Reason;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.story.CollectReport;
import java.nio.file.Path;

/**
 * A PNG that was read whole and decoded.
 *
 * @param bytes size of the file
 * @param sha256 of the file, hexadecimal
 * @param pixelHash SHA-256 of the size and the decoded rows, hexadecimal: the same for equal pictures in files that differ
 * @param uniform true when it shows nothing but one colour, which a missing model file looks like
 */
public record CheckedFrame(
        Path path, long bytes, int width, int height, String sha256, String pixelHash, boolean uniform) {

    /** The frame's file name. */
    public String name() {
        return path.getFileName().toString();
    }

    /**
     * Refuses a picture of another size.
     *
     * @param expectedWidth pixels; null when any will do
     * @param expectedHeight pixels; null when any will do
     */
    CheckedFrame requireSize(Integer expectedWidth, Integer expectedHeight) throws FrameProblem {
        if ((expectedWidth != null && expectedWidth != width) || (expectedHeight != null && expectedHeight != height)) {
            String expected = (expectedWidth == null ? "any" : expectedWidth) + "x"
                    + (expectedHeight == null ? "any" : expectedHeight);
            throw new FrameProblem(name(), Reason.WRONG_SIZE, width + "x" + height + ", expected " + expected);
        }
        return this;
    }

    /** The same frame, moved. */
    CheckedFrame at(Path moved) {
        return new CheckedFrame(moved, bytes, width, height, sha256, pixelHash, uniform);
    }

    CollectReport.Frame asReported() {
        return new CollectReport.Frame(name(), bytes, width, height, sha256);
    }

    /** The frame as a manifest describes it. */
    public SceneManifest.Frame asDescribed() {
        return new SceneManifest.Frame(name(), bytes, width, height, sha256, pixelHash);
    }
}
