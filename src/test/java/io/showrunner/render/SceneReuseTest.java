package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.cache.CacheLimits;
import io.showrunner.cache.FileCache;
import io.showrunner.cache.FileSets;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.OwnCache;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of a published scene, and another story whose scene would look the same. */
class SceneReuseTest {
    private static final String OTHER = "story-other";
    private static final String THIRD = "story-third";
    private static final int FRAMES = 14;

    @TempDir
    Path folder;

    private RendererHome home;
    private FileSets files;
    private SceneCache cache;
    private SceneReuse reuse;
    private boolean hasRoom = true;

    @BeforeEach
    void aPublishedScene() throws Exception {
        home = new RendererHome(folder, "txt2img-svd");
        restart();
        RenderTurn turn = home.posted();
        home.ends(turn, "history-success.json");
        home.renderer.conclude(turn);
        home.dispatcher.release(turn);
        published(UnaryOperator.identity());
    }

    @Test
    void aSceneThatWouldLookTheSameNeedsNoServerAndSaysWhoseFramesItHas() throws Exception {
        // Given
        keep();
        RenderTurn turn = other(true);

        // When
        reuse.find(turn);

        // Then
        assertThat(turn)
                .returns(true, RenderTurn::isRendered)
                .returns(false, RenderTurn::isPrepared)
                .returns(false, RenderTurn::isLeased);
        assertThat(scene())
                .returns(SceneState.RUNNING, SceneRecord::state)
                .returns(1, SceneRecord::attempts)
                .returns(1, SceneRecord::dispatches);
        assertThat(job()).returns(true, RenderJob::isReused).returns(FRAMES, RenderJob::expectedFrames);
        RenderReport report = report();
        assertThat(report.failureKind()).isNull();
        assertThat(report.tellsExecution()).isFalse();
        assertThat(report.fallbackNotes())
                .singleElement()
                .asString()
                .startsWith("CACHE_SERVED: ")
                .contains(RenderHome.STORY + "/" + RenderHome.SCENE + " on gpu0");
        assertThat(report.frames()).hasSize(FRAMES).allSatisfy(frame -> assertThat(job().filenamePrefix())
                .startsWith(frame.subfolder() + "/"));
        for (String name : names()) {
            assertThat(staging().resolve(name)).hasSameBinaryContentAs(frames().resolve(name));
        }
        assertThat(cache).returns(1L, SceneCache::hits).returns(0L, SceneCache::misses);
    }

    @Test
    void aSceneThatWaitsForNobodyIsFoundBeforeItIsQueued() {
        // Given
        RenderTurn early = reuse.foresee(waiting(true));
        assertThat(early.isRendered()).isFalse();
        assertThat(cache.misses()).isZero();
        keep();

        // When
        RenderTurn turn = reuse.foresee(waiting(true));

        // Then
        assertThat(turn.isRendered()).isTrue();
        assertThat(turn.framesMessage()).contains(OTHER, "\"dispatch\":1");
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(reuse.foresee(scene()).isRendered()).isFalse();
        assertThat(scene().dispatches()).isEqualTo(1);
    }

    @Test
    void theFramesTakeNoRoomTwiceAndOutliveTheirStory() throws Exception {
        keep();
        assertThat(links(frames().resolve(names().get(0)))).isEqualTo(2);

        DurableFiles.deleteTree(home.scene.store.folder(RenderHome.STORY));
        RenderTurn turn = other(true);
        reuse.find(turn);

        assertThat(turn.isRendered()).isTrue();
        assertThat(links(staging().resolve(names().get(0)))).isEqualTo(2);
    }

    @Test
    void whatAKilledProcessHadKeptIsFoundByTheNext() throws Exception {
        keep();
        restart();
        RenderTurn turn = other(true);

        reuse.find(turn);

        assertThat(turn.isRendered()).isTrue();
    }

    @Test
    void aProcessThatIsKilledBeforeTheRecordLeavesNothingThatCounts() throws Exception {
        // Given
        keep();
        RenderTurn killed = other(true);
        SceneRecord before = scene();
        reuse.find(killed);
        home.scene.store.save(before);
        cache.clear();

        // When
        RenderTurn turn = taken();
        reuse.find(turn);
        home.prepares(turn);

        // Then
        assertThat(turn.isPrepared()).isTrue();
        assertThat(job()).returns(false, RenderJob::isReused);
        assertThat(staging()).doesNotExist();
        assertThat(home.scene.jobs().isOpen(turn.job)).isTrue();
    }

    @Test
    void aProcessThatIsKilledAfterTheRecordHandsTheFramesOver() {
        keep();
        reuse.find(other(true));

        assertThat(taken().isRendered()).isTrue();
    }

    @Test
    void aBriefThatWantsItsOwnIsRendered() {
        keep();
        RenderTurn turn = other(false);

        reuse.find(turn);

        assertThat(turn.wantsAttempt()).isTrue();
        assertThat(scene().dispatches()).isZero();
    }

    @Test
    void aCacheThatIsOffFindsAndKeepsNothing() {
        cache = new SceneCache(false, index(), files);
        reuse = reuse();
        keep();

        reuse.find(other(true));

        assertThat(cache.scenes().size()).hasValue(0);
        assertThat(cache.misses()).isZero();
    }

    @Test
    void whatIsNotThereIsLookedForOnceAndRendered() {
        RenderTurn turn = other(true);

        reuse.find(turn);
        reuse.find(turn);

        assertThat(turn.wantsAttempt()).isTrue();
        assertThat(cache).returns(0L, SceneCache::hits).returns(1L, SceneCache::misses);
    }

    @Test
    void aSceneWaitsForTheFramesOfOneThatIsBeingRenderedAndWouldLookTheSame() throws Exception {
        // Given
        RenderTurn first = other(true);
        RenderTurn second = like(THIRD, true);

        // When
        boolean firstWaits = reuse.find(first);
        boolean secondWaits = reuse.find(second);

        // Then
        assertThat(firstWaits).isFalse();
        assertThat(secondWaits).isTrue();
        assertThat(cache).returns(0L, SceneCache::hits).returns(1L, SceneCache::misses);

        // When
        reuse.keep(home.scene.store.update(
                OTHER, RenderHome.SCENE, scene -> scene.to(SceneState.CANCELLED, null, null, RenderHome.NOW)));

        // Then
        assertThat(reuse.find(taken(THIRD))).isFalse();
    }

    /** What may have become of a kept frame. */
    enum Damage {
        EDITED_IN_PLACE,
        TRUNCATED,
        DELETED,
        LINKED_ELSEWHERE
    }

    @ParameterizedTest
    @EnumSource
    void oneFrameThatIsNotWhatItWasSpoilsTheWholeScene(Damage damage) throws IOException {
        // Given
        keep();
        Path frame = kept().resolve(names().get(3));
        switch (damage) {
            case EDITED_IN_PLACE -> Files.writeString(frames().resolve(names().get(3)), "frame 9");
            case TRUNCATED -> Files.writeString(frame, "fr");
            case DELETED -> Files.delete(frame);
            case LINKED_ELSEWHERE -> {
                Path elsewhere = Files.move(frame, folder.resolve("elsewhere.png"));
                Files.createSymbolicLink(frame, elsewhere);
            }
        }
        RenderTurn turn = other(true);

        // When
        reuse.find(turn);

        // Then
        assertThat(turn.wantsAttempt()).isTrue();
        assertThat(scene().dispatches()).isZero();
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.scenes().size()).hasValue(0);
        assertThat(kept().getParent()).doesNotExist();
    }

    @Test
    void theNextAttemptNeverGetsWhatFailed() throws Exception {
        // Given
        keep();
        home.scene.write(OTHER, RenderHome.request("txt2img-svd"), RenderHome.spec(), Priority.NORMAL);
        RenderTurn turn = taken();
        home.prepares(turn);
        turn.failure = Outcome.failure(FailureKind.NODE_ERROR, "in words");
        home.renderer.conclude(turn);
        home.dispatcher.release(turn);

        // When
        reuse.find(turn);

        // Then
        assertThat(turn.wantsAttempt()).isTrue();
        assertThat(cache).returns(0L, SceneCache::hits).returns(1L, SceneCache::misses);
    }

    @ParameterizedTest
    @EnumSource
    void framesThatSomebodyShouldLookAtAreNotKept(Doubt doubt) throws Exception {
        published(report -> doubtful(report, doubt));

        keep();

        assertThat(cache.scenes().size()).hasValue(0);
    }

    /** Why published frames are not good enough for others. */
    enum Doubt {
        WARNED,
        FORCED,
        LATE
    }

    @Test
    void framesThatWereMadeSmallerAreNotKept() {
        RenderJob job = Json.read(attempt(RenderHome.STORY).resolve("job.json"), RenderJob.class);
        var content = Json.mapper().valueToTree(job);
        ((ObjectNode) content)
                .set("downgrade", Json.mapper().valueToTree(new RenderJob.Downgrade("small", "no room", 1, 1, 1)));
        DurableFiles.writeJson(attempt(RenderHome.STORY).resolve("job.json"), content);

        keep();

        assertThat(cache.scenes().size()).hasValue(0);
    }

    @Test
    void nothingIsKeptWhileTheDiskIsNearlyFull() {
        hasRoom = false;

        keep();

        assertThat(cache.scenes().size()).hasValue(0);
    }

    @Test
    void framesThatWereUsedAgainAreNotKeptASecondTime() throws Exception {
        keep();
        Path before = kept();
        reuse.find(other(true));
        DurableFiles.publish(staging(), home.scene.store.frames(OTHER, RenderHome.SCENE));
        DurableFiles.writeJson(attempt(OTHER).resolve("collect.json"), collected());

        reuse.keep(scene().to(SceneState.PUBLISHED, null, null, RenderHome.NOW));

        assertThat(kept()).isEqualTo(before);
    }

    private void restart() {
        files = new FileSets(folder.resolve("scene-cache"));
        cache = new SceneCache(true, index(), files);
        reuse = reuse();
    }

    private LayeredCache<CachedScene> index() {
        CacheLimits limits = new CacheLimits(10, 1 << 20, Duration.ofHours(1));
        return OwnCache.of(new FileCache<>(
                folder.resolve("scene-cache"), CachedScene.class, limits, SceneCache.frames(files), home.scene.clock));
    }

    private SceneReuse reuse() {
        return new SceneReuse(
                home.scene.store,
                home.scene.jobs(),
                cache,
                1,
                job -> attempt(job.storyId()).resolve("staging"),
                () -> hasRoom,
                home.scene.clock);
    }

    private void published(UnaryOperator<CollectReport> change) throws IOException {
        Files.createDirectories(frames());
        for (String name : names()) {
            Files.writeString(frames().resolve(name), "frame " + names().indexOf(name));
        }
        DurableFiles.writeJson(attempt(RenderHome.STORY).resolve("collect.json"), change.apply(collected()));
        home.change(scene -> scene.to(SceneState.PUBLISHED, null, null, RenderHome.NOW));
    }

    private static CollectReport collected() {
        List<CollectReport.Frame> frames = new ArrayList<>();
        for (String name : names()) {
            String content = "frame " + names().indexOf(name);
            frames.add(new CollectReport.Frame(name, content.length(), 1280, 720, Sha256.hex(content)));
        }
        return report(frames, false, false, List.of());
    }

    private static CollectReport doubtful(CollectReport report, Doubt doubt) {
        return report(
                report.frames(),
                doubt == Doubt.FORCED,
                doubt == Doubt.LATE,
                doubt == Doubt.WARNED ? List.of("BLANK_FRAMES: 1 of 14 frames") : List.of());
    }

    private static CollectReport report(
            List<CollectReport.Frame> frames, boolean forced, boolean late, List<String> warnings) {
        return new CollectReport(
                frames.size(),
                FRAMES,
                true,
                true,
                false,
                0,
                "scenes/scene-001/frames.done",
                forced,
                null,
                late,
                frames,
                null,
                RenderHome.NOW,
                warnings,
                List.of(),
                List.of());
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= FRAMES; i++) {
            names.add("frame_%05d.png".formatted(i));
        }
        return names;
    }

    private void keep() {
        reuse.keep(home.scene.scene());
    }

    private RenderTurn other(boolean fromCache) {
        return like(OTHER, fromCache);
    }

    private RenderTurn like(String storyId, boolean fromCache) {
        waiting(storyId, fromCache);
        return taken(storyId);
    }

    private SceneRecord waiting(boolean fromCache) {
        return waiting(OTHER, fromCache);
    }

    private SceneRecord waiting(String storyId, boolean fromCache) {
        RenderRequest like = RenderHome.request("txt2img-svd");
        RenderRequest request = new RenderRequest(
                like.workflow(), like.width(), like.height(), like.fps(), BigInteger.valueOf(42), null, fromCache);
        return home.scene.write(storyId, request, RenderHome.spec(), Priority.HIGH);
    }

    private RenderTurn taken() {
        return taken(OTHER);
    }

    private RenderTurn taken(String storyId) {
        return home.renderer.take(Json.write(SceneMessage.of(
                home.scene.store.sceneRecord(storyId, RenderHome.SCENE).orElseThrow())));
    }

    private SceneRecord scene() {
        return home.scene.store.sceneRecord(OTHER, RenderHome.SCENE).orElseThrow();
    }

    private RenderJob job() {
        return Json.read(attempt(OTHER).resolve("job.json"), RenderJob.class);
    }

    private RenderReport report() {
        return Json.read(attempt(OTHER).resolve("render.json"), RenderReport.class);
    }

    private Path staging() {
        return attempt(OTHER).resolve("staging");
    }

    private Path attempt(String story) {
        return home.scene.store.attemptFolder(story, RenderHome.SCENE, 1);
    }

    private Path frames() {
        return home.scene.store.frames(RenderHome.STORY, RenderHome.SCENE);
    }

    /** The folder of the only set that is kept. */
    private Path kept() {
        try (var all = Files.walk(folder.resolve("scene-cache"))) {
            Optional<Path> first = all.filter(
                            path -> path.getFileName().toString().endsWith(".png"))
                    .findFirst();
            return first.map(Path::getParent).orElse(folder.resolve("scene-cache/nothing/kept"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int links(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink");
    }
}
