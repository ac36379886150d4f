package io.showrunner.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many frames of a scene are here that are not published yet: its prompt is still being executed, and they may be thrown
 * away again.
 *
 * @param newest the last one of them, relative to the story's folder
 */
public record FramesStaged(int count, String newest) {

    /** Where the frames of a prompt are staged while it is executed. */
    public static Path folder(StoryStore store, String storyId, String sceneId, int dispatch) {
        return store.attemptFolder(storyId, sceneId, dispatch).resolve("early");
    }

    /** Those of the scene's newest prompt; empty when there are none. */
    public static Optional<FramesStaged> of(StoryStore store, SceneRecord scene) {
        Path folder = folder(store, scene.storyId(), scene.sceneId(), scene.dispatches());
        if (scene.state() != SceneState.RUNNING || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> frames = files.filter(
                            file -> !file.getFileName().toString().startsWith(DurableFiles.TEMPORARY))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return frames.isEmpty() ? Optional.empty() : Optional.of(of(store, scene, frames));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static FramesStaged of(StoryStore store, SceneRecord scene, List<Path> frames) {
        Path newest = store.folder(scene.storyId()).relativize(frames.get(frames.size() - 1));
        return new FramesStaged(frames.size(), newest.toString().replace('\\', '/'));
    }
}
