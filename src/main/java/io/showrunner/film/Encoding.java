package io.showrunner.film;

import java.nio.file.Path;
import java.util.List;

/**
 * A video to be made.
 *
 * @param folder the story's folder
 * @param file below it, with slashes
 * @param frames every picture it is made of, in order, below the folder
 * @param inputs hash of all that it depends on
 */
public record Encoding(String storyId, Path folder, String file, List<String> frames, Video video, String inputs) {
    /** Takes a copy. */
    public Encoding {
        frames = List.copyOf(frames);
    }

    /** What is being done, for people. */
    public String words() {
        return "making " + file + ": ffmpeg encodes " + frames.size() + " frames";
    }
}
