package io.showrunner.render;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.showrunner.comfyui.PromptReply;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.render.RenderTurn.Standing;
import io.showrunner.story.AttemptDecision;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the render stage does at each step of its routes. Thread-safe across turns. */
public final class SceneRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(SceneRenderer.class);
    private static final Duration LEASE_PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_POSTS = 3;

    private final StoryStore store;
    private final RenderJobs jobs;
    private final RenderReports reports;
    private final LastAttempt lastAttempt;
    private final RenderTurns turns;
    private final Fleet fleet;
    private final PromptFollowers followers;
    private final SceneSettings settings;
    private final Clock clock;
    private final LongSupplier nanos;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public SceneRenderer(
            StoryStore store,
            RenderJobs jobs,
            Fleet fleet,
            PromptFollowers followers,
            SceneSettings settings,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.jobs = jobs;
        this.reports = new RenderReports(store, clock);
        this.lastAttempt = new LastAttempt(store, settings.retryBudget());
        this.turns = new RenderTurns(store, jobs, lastAttempt, clock);
        this.fleet = fleet;
        this.followers = followers;
        this.settings = settings;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Begins a turn with the scene that the message refers to. */
    public RenderTurn take(String message) {
        return turns.take(message);
    }

    /**
     * Leases a server and prepares its prompt, or finds the one that an earlier turn left open. The turn is not prepared
     * when no server has room.
     */
    public void prepare(RenderTurn turn) throws InterruptedException {
        turn.job = null;
        turn.pauseFor(Duration.ZERO);
        Optional<RenderJob> open = jobs.open(turn.scene).filter(job -> fleet.knows(job.instanceId()));
        turn.lease = open.isPresent()
                ? fleet.resume(open.get().instanceId())
                : fleet.lease(LEASE_PATIENCE).orElse(null);
        if (turn.lease == null) {
            return;
        }
        try {
            if (open.isPresent()) {
                resume(turn, open.get());
            } else {
                begin(turn);
            }
        } catch (RuntimeException e) {
            release(turn);
            throw e;
        }
    }

    private void resume(RenderTurn turn, RenderJob job) {
        turn.begin(job, follow(job));
        LOG.info("{} resumed: the server is asked for the prompt first", turn);
    }

    private void begin(RenderTurn turn) {
        try {
            RenderJob job = jobs.prepare(turn.scene, turn.lease.instance(), lastAttempt.isNextCounted(turn.scene));
            turn.scene = store.sceneRecord(job.storyId(), job.sceneId()).orElseThrow();
            turn.begin(job, follow(job));
            mustPost(turn);
        } catch (UnusableWorkflow e) {
            turn.fail(FailureKind.PROMPT_REJECTED, e.getMessage(), clock.instant());
        } catch (SceneMovedOn e) {
            LOG.info("{}; dropped", e.getMessage());
            turn.standing = e.now().state() == SceneState.CANCELLED ? Standing.FAILED : Standing.OUTDATED;
        }
    }

    private PromptWatch follow(RenderJob job) {
        PromptWatch watch = new PromptWatch(job.promptId(), settings, nanos, clock);
        followers.follow(job.promptId(), watch);
        return watch;
    }

    /** From now on the prompt is to be posted, and before it the picture that it needs. */
    private void mustPost(RenderTurn turn) {
        turn.mustPost = true;
        try {
            turn.upload = jobs.keyframe(turn.job).map(KeyframeUpload::new).orElse(null);
        } catch (UnusableWorkflow e) {
            turn.failure = Outcome.failure(FailureKind.PROMPT_REJECTED, e.getMessage());
        }
    }

    /** Looks whether a person cancelled the scene meanwhile: its prompt is taken from the server then. */
    public void heed(RenderTurn turn) {
        store.sceneRecord(turn.storyId(), turn.sceneId())
                .filter(scene -> scene.state() == SceneState.CANCELLED)
                .ifPresent(scene -> turn.withdraw());
    }

    /** Takes the server's answer to the upload of the picture. */
    public void uploaded(RenderTurn turn, int status, String body) {
        turn.upload
                .answered(status, body)
                .ifPresent(problem -> turn.failure = Outcome.failure(FailureKind.PROMPT_REJECTED, problem));
    }

    /** The body of {@code POST /prompt}; from now on the server may have the prompt. */
    public String promptBody(RenderTurn turn) {
        String body = jobs.promptBody(turn.job);
        turn.mustPost = false;
        turn.posts++;
        return body;
    }

    /** Takes the server's answer to the prompt. */
    public void answered(RenderTurn turn, int status, String body) {
        PromptReply reply = PromptReply.read(turn.promptId(), status, body);
        turn.watch.posted(reply);
        if (reply instanceof PromptReply.Rejected rejected) {
            turn.failure = Outcome.failure(FailureKind.PROMPT_REJECTED, rejected.message());
            turn.strayPromptId = rejected.queuedAs();
        }
    }

    /** First half of a look: the reply of {@code GET /queue}. */
    public void sawQueue(RenderTurn turn, String body) {
        turn.watch.sawQueue(body);
    }

    /** Second half of a look: the reply of {@code GET /history/{id}}. A prompt that never arrived is posted again. */
    public void sawHistory(RenderTurn turn, String body) {
        turn.watch.sawHistory(body);
        if (turn.watch.verdict() == PromptWatch.Verdict.LOST && !turn.watch.wasSeen() && turn.posts < MOST_POSTS) {
            mustPost(turn);
        }
    }

    /** Takes note that a call got no answer. A server found DOWN ends the attempt; the scene goes elsewhere. */
    public void noAnswer(RenderTurn turn, Exception why) {
        if (why instanceof CallNotPermittedException) {
            fleet.breakerOpen(turn.instanceId(), why.getMessage());
            turn.failure = Outcome.failure(FailureKind.BREAKER_OPEN, why.getMessage());
            return;
        }
        fleet.doubt(turn.instanceId());
        turn.watch.noAnswer(why.getMessage());
        if (fleet.isDown(turn.instanceId()) || turn.wantsUpload()) {
            turn.failure =
                    Outcome.failure(FailureKind.INSTANCE_DOWN, "the server does not answer: " + why.getMessage());
        }
    }

    /** Takes a reading of the server's memory: the first one is before the prompt, the second after it (V1, V2). */
    public void measured(RenderTurn turn, String systemStats) {
        turn.readings.take(systemStats);
    }

    /** Takes note that the server's memory could not be read. */
    public void notMeasured(RenderTurn turn, Exception why) {
        turn.readings.unavailable(why.getMessage());
    }

    /** Takes note that a prompt that was given up may still be on its server. */
    public void cancelFailed(RenderTurn turn, Exception why) {
        LOG.warn(
                "{} could not be taken from the server as promptId={}: {}",
                turn,
                turn.promptToCancel(),
                why.getMessage());
    }

    /** Ends the attempt: its report is written, and what follows is decided. */
    public void conclude(RenderTurn turn) {
        Outcome outcome = turn.failure == null ? Outcome.of(turn.job, turn.watch) : turn.failure;
        RenderReport report = reports.write(turn.job, turn.watch, outcome, turn.readings.measured());
        AttemptDecision decision = lastAttempt.decision(turn.scene).orElseThrow();
        turn.follow(decision, clock.instant());
        LOG.info("{} ended exit={} {}", turn, report.exitReason(), decision);
    }

    /** Marks the scene as failed for good, and gives its record. */
    public SceneRecord giveUp(RenderTurn turn) {
        SceneRecord failed = turn.scene;
        return store.update(
                turn.storyId(),
                turn.sceneId(),
                now -> now.state().isTerminal()
                        ? now
                        : now.to(SceneState.FAILED, failed.failureKind(), failed.message(), clock.instant()));
    }

    /** Gives the lease back, however the attempt ended. */
    public void release(RenderTurn turn) {
        if (turn.job != null) {
            followers.forget(turn.promptId());
        }
        if (turn.lease != null) {
            fleet.release(turn.lease);
            turn.lease = null;
        }
    }
}
