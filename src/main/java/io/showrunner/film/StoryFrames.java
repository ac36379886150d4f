package io.showrunner.film;

import io.showrunner.frames.StoryPaths;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Sha256;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Finds the published frames of a story, as they lie in its folder. */
final class StoryFrames {
    private static final String PNG = ".png";

    private final StoryStore store;

    StoryFrames(StoryStore store) {
        this.store = store;
    }

    /** Every scene, in story order; one that is not published has no frames. */
    List<SceneFrames> of(String storyId) {
        Story story = store.story(storyId)
                .orElseThrow(() -> new IllegalStateException("story " + storyId + " is not written yet"));
        List<SceneFrames> scenes = new ArrayList<>();
        for (SceneSpec spec : story.scenes()) {
            scenes.add(scene(storyId, spec, scenes.size() + 1));
        }
        return scenes;
    }

    private SceneFrames scene(String storyId, SceneSpec spec, int number) {
        Path folder = store.frames(storyId, spec.id());
        boolean published = store.sceneRecord(storyId, spec.id()).map(SceneRecord::state).stream()
                .anyMatch(state -> state == SceneState.PUBLISHED);
        try {
            List<Path> files = published && Files.isDirectory(folder) ? pictures(folder) : List.of();
            if (files.isEmpty()) {
                return new SceneFrames(number, spec, List.of(), 0, 0, "none");
            }
            List<String> names = files.stream()
                    .map(file -> StoryPaths.relative(store, storyId, file))
                    .toList();
            Dimension size = size(files.get(0));
            return new SceneFrames(number, spec, names, size.width, size.height, signature(files));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the frames in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Dimension size(Path file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(input, true, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PNG))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Published frames never change, so their names, sizes and times tell which they are. */
    private static String signature(List<Path> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(file.getFileName())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append('\n');
        }
        return Sha256.hex(all.toString());
    }
}
