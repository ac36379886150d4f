package io.showrunner.cli;

import java.io.PrintStream;

/** Shows how scenes come along: bars on a terminal, lines elsewhere. Thread-safe. */
public interface ProgressView extends AutoCloseable {

    /** A view that prints to {@code out}; {@code terminal} when a person watches. */
    static ProgressView open(PrintStream out, boolean terminal) {
        return terminal ? new ProgressBars(out) : new ProgressLines(out);
    }

    /** A scene is known from now on; {@code total} is its number of frames. Known scenes stay as they are. */
    void scene(String storyId, String sceneId, String title, int total);

    /** The scene stands at {@code done} frames; {@code state} is a word or two, such as {@code rendering on gpu0}. */
    void update(String storyId, String sceneId, int done, String state);

    /** A line of text, above the bars where there are any. */
    void line(String text);

    /** Leaves the bars as they are; lines may still be printed. */
    @Override
    void close();
}
