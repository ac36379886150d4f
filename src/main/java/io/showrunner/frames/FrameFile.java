package io.showrunner.frames;

import io.showrunner.comfyui.ServerFile;
import java.nio.file.Path;

/**
 * A frame still to be fetched.
 *
 * @param source the file on the server
 * @param target where it is staged, under the name it will be published by
 */
public record FrameFile(ServerFile source, Path target) {}
