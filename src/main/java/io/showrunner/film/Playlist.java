package io.showrunner.film;

import io.showrunner.story.DurableFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The pictures of a video in a file that ffmpeg's concat demuxer reads, each shown for one frame. It lies in the folder that
 * the names in it start from, and goes when it is closed.
 *
 * @param name of the file in the folder
 */
record Playlist(Path folder, String name) implements AutoCloseable {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

    static Playlist write(Path folder, List<String> frames, int fps) {
        Playlist list = new Playlist(folder, DurableFiles.TEMPORARY + "frames-" + UUID.randomUUID());
        DurableFiles.write(folder.resolve(list.name), text(frames, fps).getBytes(StandardCharsets.UTF_8));
        return list;
    }

    /** @throws IllegalArgumentException when a name is none that we gave */
    static String text(List<String> frames, int fps) {
        StringBuilder list = new StringBuilder("ffconcat version 1.0\n");
        String duration = String.format(Locale.ROOT, "duration %.6f\n", 1.0 / fps);
        for (String frame : frames) {
            if (!SAFE.matcher(frame).matches()) {
                throw new IllegalArgumentException("not the name of a frame: " + frame);
            }
            list.append("file '").append(frame).append("'\n").append(duration);
        }
        return list.toString();
    }

    @Override
    public void close() {
        DurableFiles.delete(folder.resolve(name));
    }
}
