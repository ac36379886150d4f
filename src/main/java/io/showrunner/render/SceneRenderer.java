package io.showrunner.render;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.showrunner.comfyui.PromptReply;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.fleet.Fleet;
import io.showrunner.story.AttemptDecision;
import io.showrunner.story.FailureKind;
import io.showrunner.story.GpuReading;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the render stage does at each step of its routes. Thread-safe across turns. */
public final class SceneRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(SceneRenderer.class);
    private static final int MOST_POSTS = 3;

    private final StoryStore store;
    private final RenderJobs jobs;
    private final RenderReports reports;
    private final LastAttempt lastAttempt;
    private final RenderTurns turns;
    private final Fleet fleet;
    private final PromptObserver observer;
    private final Function<RenderJob, List<ServerFile>> written;
    private final Clock clock;

    /** @param written all frames of a prompt, if they lie complete in an output folder that can be read; else none */
    public SceneRenderer(
            StoryStore store,
            RenderJobs jobs,
            Fleet fleet,
            PromptObserver observer,
            Function<RenderJob, List<ServerFile>> written,
            SceneSettings settings,
            Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.reports = new RenderReports(store, clock);
        this.lastAttempt = new LastAttempt(store, settings.retryBudget());
        this.turns = new RenderTurns(store, jobs, lastAttempt, clock);
        this.fleet = fleet;
        this.observer = observer;
        this.written = written;
        this.clock = clock;
    }

    /** Begins a turn with the scene that the message refers to. */
    public RenderTurn take(String message) {
        return turns.take(message);
    }

    /** Looks whether a person cancelled the scene meanwhile: its prompt is taken from the server then. */
    public void heed(RenderTurn turn) {
        store.sceneRecord(turn.storyId(), turn.sceneId())
                .filter(scene -> scene.state() == SceneState.CANCELLED)
                .ifPresent(scene -> turn.withdraw());
        if (turn.wantsUpload()) {
            observer.uploads(turn.instanceId(), turn.promptId());
        }
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
        turn.watch.posts();
        observer.posts(turn.instanceId(), turn.promptId());
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
        boolean goesOn = turn.watch.verdict() == PromptWatch.Verdict.PENDING;
        if (goesOn && turn.watch.executionStart().isPresent()) {
            executes(turn, turn.watch.executionStart().get());
        }
        if (turn.watch.verdict() == PromptWatch.Verdict.LOST) {
            lost(turn);
        }
    }

    /** The frames of a prompt that nobody knows any more may be written all the same. */
    private void lost(RenderTurn turn) {
        List<ServerFile> files = written.apply(turn.job);
        if (!files.isEmpty()) {
            turn.watch.pulse().wrote(files);
        } else if (!turn.watch.wasSeen() && turn.posts < MOST_POSTS) {
            turn.postNext(jobs);
        }
    }

    private void executes(RenderTurn turn, Instant start) {
        observer.executes(turn.instanceId(), turn.promptId());
        if (!turn.startKept) {
            jobs.keepStart(turn.job, start);
            turn.startKept = true;
        }
    }

    /** Takes note that a call got no answer. A server that is silent ends the attempt; the scene goes elsewhere. */
    public void noAnswer(RenderTurn turn, Exception why) {
        if (why instanceof CallNotPermittedException) {
            turn.failure = Outcome.failure(FailureKind.BREAKER_OPEN, why.getMessage());
            return;
        }
        fleet.doubt(turn.instanceId());
        turn.watch.noAnswer(why.getMessage());
        if (fleet.isSilent(turn.instanceId()) || turn.wantsUpload()) {
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

    /** Takes what nvidia-smi says of the server's card at the moment of that reading; null when it says nothing. */
    public void completed(RenderTurn turn, GpuReading card) {
        if (card != null) {
            turn.readings.complete(card);
        }
    }

    /** Takes note that a prompt that was given up may still be on its server. */
    public void cancelFailed(RenderTurn turn, Exception why) {
        LOG.warn(
                "{} could not be taken from the server as promptId={}: {}",
                turn,
                turn.promptToCancel(),
                why.getMessage());
    }

    /** Ends the attempt: its report is written and given, and what follows is decided. */
    public RenderReport conclude(RenderTurn turn) {
        Outcome outcome = turn.outcome();
        observer.settles(turn.instanceId(), turn.promptId(), turn.watch.entry());
        RenderReport report = reports.write(turn.job, turn.watch, outcome, turn.readings.measured(), turn.retryBudget);
        AttemptDecision decision = lastAttempt.decision(turn.scene).orElseThrow();
        turn.follow(decision, clock.instant());
        LOG.info("{} ended exit={} {}", turn, report.exitReason(), decision);
        return report;
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
}
