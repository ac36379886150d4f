package io.showrunner.render;

import com.fasterxml.jackson.databind.JsonNode;
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

    static final String SUBFOLDER = "showrunner";

    /** True when the input names a picture that we upload. */
    static boolean isOurs(JsonNode image) {
        return image.isTextual() && image.textValue().startsWith(SUBFOLDER + "/");
    }

    /** How a LoadImage node names it. */
    String asInput() {
        return subfolder + "/" + name;
    }
}
