package io.showrunner.render;

import java.nio.file.Path;

/**
 * A picture that must be on the server before the prompt is posted. Its name is made of its content, so that uploading it
 * twice is harmless.
 *
 * @param source where it lies here
 * @param subfolder of the server's input folder
 * @param name file name there
 */
public record Keyframe(Path source, String subfolder, String name) {

    /** How a LoadImage node names it. */
    String asInput() {
        return subfolder + "/" + name;
    }
}
