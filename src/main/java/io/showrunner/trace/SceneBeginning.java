package io.showrunner.trace;

import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** When it began with a scene: when its words were written, or, if a person had it tried again, with the first prompt after that. */
final class SceneBeginning {
    private SceneBeginning() {}

    static Instant of(StoryStore store, SceneRecord scene) {
        int before = scene.forgiven().dispatches();
        Path words = store.sceneFolder(scene.storyId(), scene.sceneId()).resolve(scene.sceneId() + ".json");
        if (before == 0 && Files.exists(words)) {
            return writtenAt(words);
        }
        return store.attemptFile(scene.storyId(), scene.sceneId(), before + 1, "job.json", RenderJob.class)
                .map(RenderJob::preparedAt)
                .orElse(scene.changedAt());
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
