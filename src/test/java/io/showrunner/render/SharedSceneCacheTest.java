package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.HandClock;
import io.showrunner.RedisProcess;
import io.showrunner.cache.BestEffortCache;
import io.showrunner.cache.Cache;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.FileSets;
import io.showrunner.cache.KeptFile;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.RedisCache;
import io.showrunner.cache.RedisServer;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** Two nodes that keep scenes in one folder, and know of each other's by Redis. */
class SharedSceneCacheTest {
    private static final String KEY = Sha256.hex("a scene");
    private static final CacheLimits LIMITS = new CacheLimits(10, 1 << 20, Duration.ofHours(1));

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(RenderHome.NOW);
    private RedisProcess redis;
    private SceneCache here;
    private SceneCache there;

    @BeforeEach
    void twoNodes(@TempDir Path server) {
        redis = RedisProcess.start(server);
        here = node();
        there = node();
    }

    @AfterEach
    void end() {
        redis.close();
    }

    @Test
    void whatOneKeepsTheOtherFindsWithItsFrames() throws IOException {
        CachedScene scene = kept(here, "first");

        assertThat(there.find(KEY)).contains(scene);
        there.give(KEY, scene, folder.resolve("staging"));

        assertThat(folder.resolve("staging/frame_00001.png")).hasContent("first");
    }

    @Test
    void whatOneRendersAnewReplacesTheOthers() throws IOException {
        kept(here, "first");
        CachedScene second = kept(there, "second");

        assertThat(here.find(KEY)).contains(second);
        assertThat(there.find(KEY)).contains(second);
    }

    @Test
    void aFrameThatIsDamagedIsDamagedForBoth() throws IOException {
        CachedScene scene = kept(here, "first");
        Files.writeString(
                folder.resolve("scenes").resolve(KEY).resolve(scene.promptId()).resolve("frame_00001.png"), "x");

        assertThat(there.find(KEY)).isEmpty();
        assertThat(here.find(KEY)).isEmpty();
        assertThat(node().find(KEY)).isEmpty();
    }

    @Test
    void withoutRedisEachKnowsItsOwnAndTheFolderTellsTheNextOne() throws IOException {
        // Given
        CachedScene scene = kept(here, "first");

        // When
        redis.end();

        // Then
        assertThat(here.find(KEY)).contains(scene);
        assertThat(there.find(KEY)).isEmpty();
        assertThat(there.scenes().state()).startsWith("files of this node alone: redis:");
        assertThat(node().find(KEY)).contains(scene);
    }

    @Test
    void whoEmptiesItEmptiesItForAll() throws IOException {
        kept(here, "first");

        there.clear();

        assertThat(here.find(KEY)).isEmpty();
        assertThat(there.find(KEY)).isEmpty();
    }

    @Test
    void aNameFromRedisThatLeadsElsewhereIsNoEntry() throws IOException {
        // Given
        kept(here, "first");
        Files.writeString(folder.resolve("frame_00009.png"), "secret");
        try (Jedis client = new Jedis(redis.url())) {
            String entry = "showrunner:scene-cache:entry:" + KEY;
            client.set(entry, client.get(entry).replace("frame_00001.png", "../../../frame_00009.png"));
        }

        // When, Then
        assertThat(there.find(KEY)).isEmpty();
    }

    private CachedScene kept(SceneCache cache, String content) throws IOException {
        Path frames = Files.createDirectories(folder.resolve(content));
        Files.writeString(frames.resolve("frame_00001.png"), content);
        CachedScene scene = new CachedScene(
                "story",
                "scene-001",
                UUID.randomUUID().toString(),
                "gpu0",
                RenderHome.NOW,
                List.of(new KeptFile("frame_00001.png", content.length(), Sha256.hex(content))));
        cache.keep(KEY, scene, frames);
        return scene;
    }

    private SceneCache node() {
        Path scenes = folder.resolve("scenes");
        FileSets files = new FileSets(scenes);
        return new SceneCache(
                true,
                new LayeredCache<>(
                        index(
                                new FileCache<>(scenes, CachedScene.class, LIMITS, SceneCache.frames(files), clock),
                                scenes.toString()),
                        Optional.of(index(
                                new RedisCache<>(
                                        new RedisServer(redis.url()),
                                        "showrunner:scene-cache:",
                                        CachedScene.class,
                                        LIMITS,
                                        clock),
                                "redis"))),
                files);
    }

    private static BestEffortCache<CachedScene> index(Cache<CachedScene> kept, String place) {
        return new BestEffortCache<>(kept, place, Duration.ofMinutes(1), Duration.ofSeconds(10), System::nanoTime);
    }
}
