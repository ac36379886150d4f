package io.showrunner.assemble;

import io.showrunner.frames.SceneMarker;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The markers of terminal scenes, each with a done file beside it. They stay until their story is assembled. */
public final class SceneMarkers {
    private static final String DONE = ".done";

    private final StoryStore store;

    public SceneMarkers(StoryStore store) {
        this.store = store;
    }

    /** The marker of a terminal scene. */
    public SceneMarker of(SceneRecord scene) {
        return SceneMarker.of(scene);
    }

    /** The story that a marker of this file name belongs to. */
    public String storyOf(String markerName) {
        int dot = markerName.indexOf('.');
        if (dot <= 0) {
            throw new IllegalArgumentException("not a scene marker: " + markerName);
        }
        return markerName.substring(0, dot);
    }

    /** True while a marker of the story waits for the assemble stage. */
    public boolean hasAny(String storyId) {
        if (!Files.isDirectory(store.publishedMarkers())) {
            return false;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(store.publishedMarkers(), storyId + ".*")) {
            return found.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + store.publishedMarkers() + ": " + e.getMessage(), e);
        }
    }

    /** Removes the markers of these names; the done file first, so that no half of a pair is ever taken for one. */
    public void clear(List<String> markerNames) {
        for (String name : markerNames) {
            Path marker = store.publishedMarkers().resolve(name);
            try {
                Files.deleteIfExists(marker.resolveSibling(name + DONE));
                Files.deleteIfExists(marker);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove the marker " + marker + ": " + e.getMessage(), e);
            }
        }
    }
}
