package io.showrunner.frames;

import io.showrunner.story.StoryStore;
import java.nio.file.Path;

/** Paths as the files of a story name them: relative to its folder, with slashes on every system. */
public final class StoryPaths {
    private StoryPaths() {}

    /** The path of something below the story's folder. */
    public static String relative(StoryStore store, String storyId, Path path) {
        return store.folder(storyId).relativize(path).toString().replace('\\', '/');
    }
}
