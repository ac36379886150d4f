package io.showrunner.render;

import io.showrunner.cache.Attachments;
import io.showrunner.cache.FileSets;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.Looks;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Published frames, kept under what decides them. What cannot be read, found whole or written is as if it were not there:
 * it costs a rendering, never a scene. Every frame is read before it is given out. Thread-safe.
 */
public final class SceneCache {
    private static final Logger LOG = LoggerFactory.getLogger(SceneCache.class);
    private static final String GROUP = "scenes";

    private final boolean enabled;
    private final LayeredCache<CachedScene> scenes;
    private final FileSets files;
    private final Looks looks = new Looks();

    /** @param scenes an index of the process, by which frames come and go, and one of all who keep in the same folder */
    public SceneCache(boolean enabled, LayeredCache<CachedScene> scenes, FileSets files) {
        this.enabled = enabled;
        this.scenes = scenes;
        this.files = files;
    }

    /** Lets the frames count with their entries in a cache of files, and go with them. */
    public static Attachments<CachedScene> frames(FileSets files) {
        return new Attachments<>() {
            @Override
            public long bytes(CachedScene scene) {
                return scene.bytes();
            }

            @Override
            public void dropped(String key) {
                files.drop(key);
            }
        };
    }

    /** False when scenes are neither looked up nor kept. */
    public boolean isEnabled() {
        return enabled;
    }

    /** The scene of the key, whole; one that is not is dropped. */
    Optional<CachedScene> find(String key) {
        return scenes.get(key, (scene, place) -> isWhole(key, scene, place));
    }

    /** Puts the frames of a scene that was found into a folder. */
    void give(String key, CachedScene scene, Path folder) {
        files.give(key, scene.promptId(), scene.frames(), folder);
    }

    /** Keeps the frames that lie in the folder, in place of those that the key has. */
    void keep(String key, CachedScene scene, Path folder) {
        try {
            files.keep(key, scene.promptId(), folder, scene.frames());
        } catch (UncheckedIOException e) {
            LOG.warn("storyId={} sceneId={} not kept for others: {}", scene.storyId(), scene.sceneId(), e.getMessage());
            return;
        }
        scenes.put(key, GROUP, scene);
    }

    /** Notes how a look for a scene ended that would be rendered otherwise. */
    void looked(boolean found) {
        looks.looked(found);
    }

    /** Gives up everything, also what others keep in the same folder. */
    public void clear() {
        int entries = scenes.own().size().orElse(0);
        if (entries > 0) {
            LOG.info("the scene cache is given up entries={} place={}", entries, scenes.place());
        }
        scenes.clear();
        try {
            files.sweep(key -> false);
        } catch (UncheckedIOException e) {
            LOG.warn("not all frames of the scene cache are deleted: {}", e.getMessage());
        }
    }

    /** Scenes that were used again. */
    public long hits() {
        return looks.hits();
    }

    /** Scenes that were looked for and had to be rendered. */
    public long misses() {
        return looks.misses();
    }

    /** Hits of all looks since the start, 0 to 1; 0 before the first look. */
    public double hitRatio() {
        return looks.hitRatio();
    }

    /** What is kept. */
    public LayeredCache<CachedScene> scenes() {
        return scenes;
    }

    private boolean isWhole(String key, CachedScene scene, String place) {
        Optional<String> problem = files.problem(key, scene.promptId(), scene.frames());
        problem.ifPresent(why -> LOG.warn("a cached scene is dropped key={} place={} reason={}", key, place, why));
        return problem.isEmpty();
    }
}
