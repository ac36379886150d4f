package io.showrunner.render;

import io.showrunner.cache.KeptFile;
import io.showrunner.render.RenderTurn.Standing;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses the frames of a scene again for another one that would look the same (T2). Such a scene gets a prompt as if it had
 * been rendered, with the frames staged and the report written before its record says so; the collect stage checks and
 * publishes them like all others. Thread-safe across turns.
 */
public final class SceneReuse {
    private static final Logger LOG = LoggerFactory.getLogger(SceneReuse.class);

    private final StoryStore store;
    private final RenderJobs jobs;
    private final LastAttempt lastAttempt;
    private final SceneCache cache;
    private final Function<RenderJob, Path> staging;
    private final BooleanSupplier hasRoom;
    private final RenderReports reports;
    private final SceneFlights flights;

    /**
     * @param staging where the frames of a prompt lie until they are published
     * @param hasRoom false while the disk is too full to keep anything that could be rendered again
     */
    public SceneReuse(
            StoryStore store,
            RenderJobs jobs,
            SceneCache cache,
            int retryBudget,
            Function<RenderJob, Path> staging,
            BooleanSupplier hasRoom,
            Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.lastAttempt = new LastAttempt(store, retryBudget);
        this.cache = cache;
        this.staging = staging;
        this.hasRoom = hasRoom;
        this.reports = new RenderReports(store, clock);
        this.flights = new SceneFlights(store, clock);
    }

    /** A turn with a scene before it waits for a server: its frames are staged when they are there already. */
    public RenderTurn foresee(SceneRecord scene) {
        RenderTurn turn = new RenderTurn(SceneMessage.of(scene), scene, Standing.OPEN);
        if (scene.state() == SceneState.WAITING && isWanted(turn)) {
            draft(scene).ifPresent(draft -> look(turn, draft, false));
        }
        return turn;
    }

    /**
     * Looks once for each prompt that is due, and stages what it finds; the scene is rendered otherwise.
     *
     * @return true when another scene is being rendered whose frames will do for this one: they are worth waiting for
     */
    public boolean find(RenderTurn turn) {
        if (turn.soughtAfter != turn.scene.dispatches() && isWanted(turn)) {
            turn.soughtAfter = turn.scene.dispatches();
            return draft(turn.scene).filter(draft -> look(turn, draft, true)).isPresent();
        }
        return false;
    }

    /**
     * Looks for the frames of the scene.
     *
     * @param last true when the scene is rendered if it is not found now
     * @return true when it is worth waiting for them
     */
    private boolean look(RenderTurn turn, SceneDraft draft, boolean last) {
        Optional<String> key = draft.key();
        Optional<CachedScene> found = key.flatMap(cache::find);
        boolean reused = found.isPresent() && reuse(turn, draft, key.get(), found.get());
        if (key.isPresent() && last && turn.wantsAttempt() && !flights.begin(key.get(), turn.scene)) {
            LOG.debug("{} waits for the frames of another scene key={}", turn, key.get());
            return true;
        }
        if (key.isPresent() && (reused || last)) {
            cache.looked(reused);
            log(turn, key.get(), reused, found);
        }
        return false;
    }

    private static void log(RenderTurn turn, String key, boolean reused, Optional<CachedScene> found) {
        LOG.info(
                "scene cache {} storyId={} sceneId={} key={} renderedFor={}",
                reused ? "hit" : "miss",
                turn.storyId(),
                turn.sceneId(),
                key,
                found.map(from -> from.storyId() + "/" + from.sceneId()).orElse("-"));
    }

    /** Keeps the frames of a published scene for others, unless somebody should have a look at them; nobody waits for them then. */
    public void keep(SceneRecord scene) {
        keepIfGood(scene);
        flights.end(scene);
    }

    private void keepIfGood(SceneRecord scene) {
        if (!cache.isEnabled() || scene.state() != SceneState.PUBLISHED) {
            return;
        }
        try {
            Optional<RenderJob> job = file(scene, "job.json", RenderJob.class).filter(SceneReuse::isAsAskedFor);
            Optional<CollectReport> report =
                    file(scene, "collect.json", CollectReport.class).filter(SceneReuse::isBeyondDoubt);
            if (job.isPresent() && report.isPresent() && hasRoom.getAsBoolean()) {
                SceneKey.of(job.get(), store.scene(scene.storyId(), scene.sceneId()), jobs.workflow(job.get()))
                        .ifPresent(key -> cache.keep(
                                key, cached(job.get(), report.get()), store.frames(scene.storyId(), scene.sceneId())));
            }
        } catch (UncheckedIOException e) {
            LOG.warn("storyId={} sceneId={} not kept for others: {}", scene.storyId(), scene.sceneId(), e.getMessage());
        }
    }

    private boolean isWanted(RenderTurn turn) {
        SceneRecord scene = turn.scene;
        boolean isDue = scene.state() == SceneState.WAITING || scene.state() == SceneState.RUNNING;
        return cache.isEnabled()
                && isDue
                && jobs.open(scene).isEmpty()
                && store.story(scene.storyId())
                        .map(Story::render)
                        .filter(request -> request.cache())
                        .isPresent();
    }

    /** Empty when the scene cannot be rendered at all; whoever prepares its prompt says why. */
    private Optional<SceneDraft> draft(SceneRecord scene) {
        try {
            return Optional.of(jobs.draft(scene, lastAttempt.isNextCounted(scene)));
        } catch (UnusableWorkflow e) {
            LOG.debug("storyId={} sceneId={} {}", scene.storyId(), scene.sceneId(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean reuse(RenderTurn turn, SceneDraft draft, String key, CachedScene found) {
        try {
            jobs.reuse(draft, job -> {
                cache.give(key, found, staging.apply(job));
                reports.writeReused(job, found);
            });
            turn.reused(draft.raised());
            return true;
        } catch (SceneMovedOn e) {
            LOG.info("{}; dropped", e.getMessage());
            turn.standing = e.standing();
        } catch (UncheckedIOException e) {
            LOG.warn("{} is rendered, its cached frames cannot be taken: {}", turn, e.getMessage());
        }
        return false;
    }

    private static boolean isAsAskedFor(RenderJob job) {
        return !job.isReused() && job.downgrade() == null;
    }

    private static boolean isBeyondDoubt(CollectReport report) {
        return report.failureKind() == null
                && report.meetsFrameFloor()
                && !report.forcedCopyTriggered()
                && !report.postExecutionTimeoutReached()
                && report.warnings().isEmpty();
    }

    private static CachedScene cached(RenderJob job, CollectReport report) {
        return new CachedScene(
                job.storyId(),
                job.sceneId(),
                job.promptId(),
                job.instanceId(),
                report.completedAt(),
                report.frames().stream()
                        .map(frame -> new KeptFile(frame.file(), frame.bytes(), frame.sha256()))
                        .toList());
    }

    private <T> Optional<T> file(SceneRecord scene, String name, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), name, type);
    }
}
