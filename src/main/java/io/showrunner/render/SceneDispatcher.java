package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry.End;
import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Lease;
import io.showrunner.fleet.NodeCatalogues;
import io.showrunner.fleet.SceneRate;
import io.showrunner.render.RenderTurn.Standing;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Reason;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the server for a scene's next prompt and puts the prompt on disk. A prompt that an earlier turn left open goes to
 * the server that may have it, and is not judged any more. Thread-safe across turns.
 */
public final class SceneDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(SceneDispatcher.class);

    private final StoryStore store;
    private final RenderJobs jobs;
    private final LastAttempt lastAttempt;
    private final Fleet fleet;
    private final ServerChoice servers;
    private final NodeCatalogues catalogues;
    private final PromptFollowers followers;
    private final SceneRate rate;
    private final SceneSettings settings;
    private final Clock clock;
    private final LongSupplier nanos;
    private final StepTimes stepTimes = new StepTimes();

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public SceneDispatcher(
            StoryStore store,
            RenderJobs jobs,
            Fleet fleet,
            NodeCatalogues catalogues,
            PromptFollowers followers,
            SceneRate rate,
            SceneSettings settings,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.jobs = jobs;
        this.lastAttempt = new LastAttempt(store, settings.retryBudget());
        this.fleet = fleet;
        this.servers = new ServerChoice(fleet, jobs);
        this.catalogues = catalogues;
        this.followers = followers;
        this.rate = rate;
        this.settings = settings;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Keeps the slots of prompts that an earlier process left open: their messages come, and others come first. */
    public void claim(List<SceneRecord> scenes) {
        for (SceneRecord scene : scenes) {
            jobs.open(scene).ifPresent(job -> fleet.claim(job.instanceId(), job.promptId()));
        }
    }

    /**
     * Leases the best server that is not known to lack something, or the one that has the open prompt. The turn has no
     * lease when none has room, and is stranded when that lasts because of what the others lack; it has failed when every
     * server there is, those that are DOWN included, lacks something. A prompt on a server whose card is lent does not run: it
     * is taken up when the card is back.
     */
    public void lease(RenderTurn turn) throws InterruptedException {
        Optional<RenderJob> open = jobs.open(turn.scene);
        if (isLent(open)) {
            turn.next(null);
            turn.pauseFor(ServerChoice.PATIENCE);
            return;
        }
        Optional<Lease> resumed = open.flatMap(job -> fleet.resume(job.instanceId(), job.promptId()));
        turn.next(resumed.isPresent() ? open.get() : null);
        if (resumed.isPresent()) {
            turn.lease = resumed.get();
            return;
        }
        open.ifPresent(job -> turn.readings.note("INSTANCE_REMOVED: prompt " + job.promptId() + " was given to "
                + job.instanceId() + ", which is not among the servers any more; this one replaces it"));
        if (isCancelled(turn)) {
            turn.standing = Standing.FAILED;
        } else if (turn.unfit.ids().isEmpty() || fleet.mayOffer(turn.unfit.ids())) {
            turn.lease = servers.lease(turn);
            turn.wantsInspection = turn.lease != null
                    && catalogues.find(turn.lease.instance().id()).isEmpty();
            turn.unfit.searched(turn.lease != null, nanos.getAsLong());
        } else {
            turn.fail(FailureKind.PROMPT_REJECTED, turn.unfit.words(), clock.instant());
        }
    }

    private boolean isLent(Optional<RenderJob> open) {
        return open.flatMap(job -> fleet.standing(job.instanceId()))
                .filter(server -> server.isHeld(Hold.LENT))
                .isPresent();
    }

    private boolean isCancelled(RenderTurn turn) {
        return store.sceneRecord(turn.storyId(), turn.sceneId())
                .filter(scene -> scene.state() == SceneState.CANCELLED)
                .isPresent();
    }

    /** Takes the server's list of what it has. */
    public void inspected(RenderTurn turn, String objectInfo) {
        try {
            catalogues.put(turn.instanceId(), NodeCatalogue.read(objectInfo));
        } catch (UnreadableReply e) {
            notInspected(turn, e);
        }
    }

    /** Takes note that the server did not say what it has; its own check of the prompt decides then. */
    public void notInspected(RenderTurn turn, Exception why) {
        String note = "PREFLIGHT_SKIPPED: " + turn.instanceId() + " did not say which nodes and models it has ("
                + Reason.words(why) + ")";
        turn.readings.note(note);
        LOG.warn("{} {}", turn, note);
    }

    /** Prepares the prompt for the leased server, or goes on with the open one; does neither without a lease. */
    public void prepare(RenderTurn turn) {
        if (turn.lease == null) {
            return;
        }
        if (turn.open != null) {
            PromptWatch watch = follow(turn.open);
            watch.resume(turn.open.preparedAt(), jobs.start(turn.open).orElse(null));
            turn.begin(turn.open, watch);
            LOG.info("{} resumed: the server is asked for the prompt first", turn);
        } else {
            begin(turn);
        }
    }

    private void begin(RenderTurn turn) {
        if (!rate.tryBegin()) {
            turn.pauseFor(ServerChoice.PATIENCE);
            return;
        }
        try {
            RenderJob job = jobs.prepare(
                    turn.scene,
                    turn.lease.instance(),
                    catalogues.find(turn.instanceId()),
                    turn.admission.smaller(),
                    lastAttempt.isNextCounted(turn.scene));
            turn.scene = store.sceneRecord(job.storyId(), job.sceneId()).orElseThrow();
            turn.begin(job, follow(job));
            turn.postNext(jobs);
        } catch (UnfitServer e) {
            rate.didNotBegin();
            passOver(turn, e);
        } catch (UnusableWorkflow e) {
            rate.didNotBegin();
            turn.fail(FailureKind.PROMPT_REJECTED, e.getMessage(), clock.instant());
        } catch (SceneMovedOn e) {
            rate.didNotBegin();
            LOG.info("{}; dropped", e.getMessage());
            turn.standing = e.standing();
        }
    }

    /** Somebody may have put there what is missing since the server was asked; then it is asked once more. */
    private void passOver(RenderTurn turn, UnfitServer why) {
        if (catalogues.isRecent(turn.instanceId())) {
            turn.unfit.add(turn.instanceId(), why.getMessage(), nanos.getAsLong());
            LOG.warn("{} goes elsewhere: {}", turn, why.getMessage());
        } else {
            catalogues.forget(turn.instanceId());
        }
    }

    private PromptWatch follow(RenderJob job) {
        Pulse pulse = new Pulse(settings.silence(), node -> stepTimes.usual(job, node), nanos);
        PromptWatch watch = new PromptWatch(job.promptId(), settings, pulse, nanos, clock);
        followers.follow(job, watch);
        return watch;
    }

    /** A prompt that came from the server's cache made no steps. */
    private void learn(RenderTurn turn) {
        turn.watch
                .entry()
                .filter(entry -> entry.end() == End.SUCCESS)
                .filter(entry -> !entry.cachedNodes().contains(turn.job.framesNode()))
                .ifPresent(entry -> {
                    stepTimes.learn(turn.job, turn.watch.pulse().steps());
                    rate.finished(entry.executionTime());
                });
    }

    /** Gives the lease back, however the attempt ended. */
    public void release(RenderTurn turn) {
        if (turn.job != null) {
            followers.forget(turn.promptId());
            learn(turn);
            if (jobs.isOpen(turn.job)) {
                fleet.claim(turn.instanceId(), turn.promptId());
            }
        }
        if (turn.lease != null) {
            fleet.release(turn.lease);
            turn.lease = null;
        }
    }
}
