package io.showrunner.story;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The pictures that stories keep: {@code keyframes/} in their folder, with {@code index.json} about them. */
public final class StoryKeyframes {
    private static final String FOLDER = "keyframes";

    private final StoryStore store;

    private record Index(List<StoryKeyframe> keyframes) {}

    public StoryKeyframes(StoryStore store) {
        this.store = store;
    }

    /** Where the picture lies. */
    public Path path(String storyId, StoryKeyframe keyframe) {
        return store.folder(storyId).resolve(keyframe.file());
    }

    /** Keeps what is known about the story's pictures, which are there already. */
    public void save(String storyId, List<StoryKeyframe> keyframes) {
        DurableFiles.writeJson(index(storyId), new Index(keyframes));
    }

    /** All pictures that the story keeps. */
    public List<StoryKeyframe> all(String storyId) {
        Path index = index(storyId);
        return Files.exists(index) ? Json.read(index, Index.class).keyframes() : List.of();
    }

    /** The picture that is kept as this file, relative to the story's folder; empty when there is none. */
    public Optional<StoryKeyframe> find(String storyId, String file) {
        return all(storyId).stream().filter(each -> each.file().equals(file)).findFirst();
    }

    /** The name of a kept picture, relative to the story's folder: made of its content. */
    public static String fileOf(String sha256, String type) {
        return FOLDER + "/" + sha256.substring(0, 32) + "." + type;
    }

    private Path index(String storyId) {
        return store.folder(storyId).resolve(FOLDER).resolve("index.json");
    }
}
