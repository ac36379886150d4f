package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.FileSets;
import io.showrunner.config.SceneCacheSettings;
import io.showrunner.config.Settings;
import io.showrunner.frames.FrameStaging;
import io.showrunner.health.DiskWatch;
import io.showrunner.render.CachedScene;
import io.showrunner.render.RenderJobs;
import io.showrunner.render.SceneCache;
import io.showrunner.render.SceneReuse;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The scene cache: frames and their index below one folder, and in Redis a second index for several nodes. */
final class KeptScenes {
    private static final String CACHE = "sceneCache";

    private KeptScenes() {}

    /** @param simulation true when simulators render: their frames are kept apart from those of a GPU */
    static SceneCache bindTo(
            Main camel,
            Settings settings,
            StoryStore store,
            RenderJobs jobs,
            DiskWatch disk,
            boolean simulation,
            Clock clock) {
        SceneCache cache = open(settings, simulation ? "-simulation" : "", clock);
        camel.bind(CACHE, cache);
        camel.bind(
                "sceneReuse",
                new SceneReuse(
                        store,
                        jobs,
                        cache,
                        settings.scene().retryBudget(),
                        new FrameStaging(store)::folder,
                        () -> hasRoom(disk),
                        clock));
        return cache;
    }

    private static SceneCache open(Settings settings, String suffix, Clock clock) {
        SceneCacheSettings scenes = settings.sceneCache();
        CacheLimits limits = new CacheLimits(scenes.maxScenes(), scenes.maxBytes(), scenes.ttl());
        Path folder = scenes.folder().resolveSibling(scenes.folder().getFileName() + suffix);
        FileSets files = new FileSets(folder);
        FileCache<CachedScene> own =
                new FileCache<>(folder, CachedScene.class, limits, SceneCache.frames(files), clock);
        files.sweep(own::has);
        return new SceneCache(
                scenes.enabled(),
                new Layers(settings.cache().redis(), limits, clock)
                        .open(scenes.enabled(), "scene-cache" + suffix, folder, own, CachedScene.class),
                files);
    }

    private static boolean hasRoom(DiskWatch disk) {
        try {
            return disk.look().isAmple();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void register(MeterRegistry meters, CamelContext context) {
        SceneCache cache = context.getRegistry().lookupByNameAndType(CACHE, SceneCache.class);
        CacheHealth.register(context, meters, "scene-cache", cache.scenes());
        count(meters, "hits", cache, SceneCache::hits, "Scenes whose frames had been rendered before");
        count(meters, "misses", cache, SceneCache::misses, "Scenes that were looked for and had to be rendered");
        gauge(meters, "hit.ratio", cache, SceneCache::hitRatio, "Share of looks that found the frames, 0 to 1");
        gauge(meters, "entries", cache, KeptScenes::entries, "Scenes that are kept");
    }

    /** Not a number while nobody knows. */
    private static double entries(SceneCache cache) {
        OptionalInt entries = cache.scenes().own().size();
        return entries.isPresent() ? entries.getAsInt() : Double.NaN;
    }

    private static void gauge(
            MeterRegistry meters, String name, SceneCache cache, ToDoubleFunction<SceneCache> value, String words) {
        Gauge.builder("showrunner.scene.cache." + name, cache, value)
                .description(words)
                .register(meters);
    }

    private static void count(
            MeterRegistry meters, String name, SceneCache cache, ToDoubleFunction<SceneCache> value, String words) {
        FunctionCounter.builder("showrunner.scene.cache." + name, cache, value)
                .description(words)
                .register(meters);
    }
}
