package io.showrunner.frames;

import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the frames of one prompt are before, while and after they are published. */
record Publication(Path attempt, Path frames, Path announced) {

    static Publication of(StoryStore store, RenderJob job) {
        return new Publication(
                store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch()),
                store.frames(job.storyId(), job.sceneId()),
                store.doneMarker(job.storyId(), job.sceneId()));
    }

    Path staging() {
        return attempt.resolve("staging");
    }

    /** The done marker as it was meant just before the rename. It tells whose frames are in the published folder. */
    Path intended() {
        return attempt.resolve("frames.done");
    }

    boolean isRenamed() {
        return Files.isDirectory(frames) && Files.exists(intended());
    }

    /** Removes the frames, unless they were announced. */
    void discard() {
        DurableFiles.deleteTree(staging());
        withdraw();
    }

    /** Takes renamed frames back that nobody was told about. */
    void withdraw() {
        if (isRenamed() && !Files.exists(announced)) {
            DurableFiles.deleteTree(frames);
            DurableFiles.deleteTree(announced.resolveSibling(SceneManifests.FILE));
            DurableFiles.deleteTree(intended());
        }
    }
}
