package io.showrunner.render;

import io.showrunner.cache.Attachments;
import io.showrunner.cache.BestEffortCache;
import io.showrunner.cache.FileSets;
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
    private final BestEffortCache<CachedScene> own;
    private final Optional<BestEffortCache<CachedScene>> shared;
    private final FileSets files;
    private final Looks looks = new Looks();

    /**
     * @param own index of the process, by which frames come and go
     * @param shared index by which it finds what others keep in the same folder
     */
    public SceneCache(
            boolean enabled,
            BestEffortCache<CachedScene> own,
            Optional<BestEffortCache<CachedScene>> shared,
            FileSets files) {
        this.enabled = enabled;
        this.own = own;
        this.shared = shared;
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
        return find(key, own).or(() -> shared.flatMap(index -> find(key, index)));
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
        own.put(key, GROUP, scene);
        shared.ifPresent(index -> index.put(key, GROUP, scene));
    }

    /** Notes how a look for a scene ended that would be rendered otherwise. */
    void looked(boolean found) {
        looks.looked(found);
    }

    /** Gives up everything. */
    public void clear() {
        int entries = own.size().orElse(0);
        if (entries > 0) {
            LOG.info("the scene cache is given up entries={} place={}", entries, own.place());
        }
        own.clear();
        shared.ifPresent(BestEffortCache::clear);
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

    /** The index of this process. */
    public BestEffortCache<CachedScene> own() {
        return own;
    }

    /** The index that several processes share; empty when there is none. */
    public Optional<BestEffortCache<CachedScene>> shared() {
        return shared;
    }

    private Optional<CachedScene> find(String key, BestEffortCache<CachedScene> index) {
        return index.get(key).filter(scene -> isWhole(key, scene, index));
    }

    private boolean isWhole(String key, CachedScene scene, BestEffortCache<CachedScene> index) {
        Optional<String> problem = files.problem(key, scene.promptId(), scene.frames());
        problem.ifPresent(why -> {
            LOG.warn("a cached scene is dropped key={} place={} reason={}", key, index.place(), why);
            index.remove(key);
        });
        return problem.isEmpty();
    }
}
