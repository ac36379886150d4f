package io.showrunner.assemble;

import io.showrunner.frames.SceneMarker;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The markers of terminal scenes, each with a done file beside it. They stay until their story is assembled. */
public final class SceneMarkers {
    private static final Logger LOG = LoggerFactory.getLogger(SceneMarkers.class);
    private static final String DONE = ".done";

    private final StoryStore store;

    public SceneMarkers(StoryStore store) {
        this.store = store;
    }

    /** The marker of a terminal scene. */
    public SceneMarker of(SceneRecord scene) {
        return SceneMarker.of(scene);
    }

    /** The story that a marker of this name belongs to, in the story's folder or, of an older Showrunner, outside. */
    public String storyOf(String markerName) {
        String file = Path.of(markerName).getFileName().toString();
        int dot = file.indexOf('.');
        if (dot <= 0) {
            throw new IllegalArgumentException("not a scene marker: " + markerName);
        }
        return file.substring(0, dot);
    }

    /** True while a marker of the story waits for the assemble stage. */
    public boolean hasAny(String storyId) {
        return Stream.of(store.publishedMarkers().resolve(storyId), store.publishedMarkers())
                .filter(Files::isDirectory)
                .anyMatch(folder -> hasAny(folder, storyId));
    }

    private static boolean hasAny(Path folder, String storyId) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, storyId + ".*")) {
            return found.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Removes the markers of these names, and the folder of their story when it is empty; the done file first, so that no half
     * of a pair is ever taken for one.
     */
    public void clear(List<String> markerNames) {
        for (String name : markerNames) {
            Path marker = store.publishedMarkers().resolve(name);
            try {
                Files.deleteIfExists(marker.resolveSibling(marker.getFileName() + DONE));
                Files.deleteIfExists(marker);
                removeIfEmpty(marker.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove the marker " + marker + ": " + e.getMessage(), e);
            }
        }
    }

    private void removeIfEmpty(Path folder) throws IOException {
        if (!folder.equals(store.publishedMarkers())) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                LOG.debug("{} has more markers", folder);
            }
        }
    }
}
