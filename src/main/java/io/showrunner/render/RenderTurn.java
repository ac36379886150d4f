package io.showrunner.render;

import io.showrunner.fleet.Lease;
import io.showrunner.story.AttemptDecision;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.SceneTurn;
import java.time.Duration;
import java.time.Instant;

/** A turn with one scene, until its frames can be collected or it has failed. {@link SceneRenderer} moves it on. */
public final class RenderTurn extends SceneTurn {
    SceneRecord scene;
    Standing standing;
    final UnfitServers unfit = new UnfitServers();
    Lease lease;
    RenderJob open;
    RenderJob job;
    PromptWatch watch;
    GpuReadings readings = new GpuReadings();
    Admission admission = Admission.none();
    final NotesToCome notesToCome = new NotesToCome();
    Outcome failure;
    KeyframeUpload upload;
    boolean wantsInspection;
    boolean startKept;
    boolean mustPost;
    String shunned;
    Integer retryBudget;
    String strayPromptId;
    int posts;
    int soughtAfter = -1;

    /** OUTDATED: nothing to do. OPEN: an attempt is due. RENDERED: frames can be collected. FAILED: for good. */
    enum Standing {
        OUTDATED,
        OPEN,
        RENDERED,
        FAILED
    }

    RenderTurn(SceneMessage message, SceneRecord scene, Standing standing) {
        super(message.storyId(), message.sceneId());
        this.scene = scene;
        this.standing = standing;
    }

    /** Looks for a server anew: nothing of the attempt before counts. */
    void next(RenderJob openPrompt) {
        open = openPrompt;
        shunned = job != null && watch.silence() != null ? job.instanceId() : shunned;
        job = null;
        pauseFor(Duration.ZERO);
        wantsInspection = false;
        readings = new GpuReadings();
        admission = Admission.none();
    }

    /** Begins an attempt. */
    void begin(RenderJob prompt, PromptWatch following) {
        job = prompt;
        watch = following;
        prompt.downgraded().ifPresent(readings::note);
        notesToCome.moveTo(readings);
        retryBudget = null;
        startKept = false;
        failure = null;
        mustPost = false;
        upload = null;
        strayPromptId = null;
        posts = 0;
    }

    /** The scene is cancelled: the prompt is not waited for, and taken from the server if it may be there. */
    void withdraw() {
        failure = Outcome.failure(FailureKind.CANCELLED, "a person cancelled the scene");
        strayPromptId = mustPost && posts == 0 ? null : promptId();
    }

    /** From now on the prompt is to be posted, and before it the picture that it needs. */
    void postNext(RenderJobs jobs) {
        mustPost = true;
        try {
            upload = jobs.keyframe(job).map(KeyframeUpload::new).orElse(null);
        } catch (UnusableWorkflow e) {
            failure = Outcome.failure(FailureKind.PROMPT_REJECTED, e.getMessage());
        }
    }

    /** Frames that were rendered before are used again: they can be collected. */
    void reused(SceneRecord raised) {
        next(null);
        scene = raised;
        standing = Standing.RENDERED;
    }

    /** Goes on as decided. */
    void follow(AttemptDecision decision, Instant when) {
        pauseFor(decision.pause());
        switch (decision.next()) {
            case COLLECT -> standing = Standing.RENDERED;
            case RETRY, REDISPATCH -> standing = Standing.OPEN;
            case GIVE_UP -> fail(decision.kind(), decision.message(), when);
        }
    }

    void fail(FailureKind kind, String why, Instant when) {
        standing = Standing.FAILED;
        scene = scene.to(SceneState.FAILED, kind, why, when);
    }

    /** True when the record has moved on and the message means nothing any more. */
    public boolean isStale() {
        return standing == Standing.OUTDATED;
    }

    /** True while the scene needs another prompt, or the one it has to be followed. */
    public boolean wantsAttempt() {
        return standing == Standing.OPEN;
    }

    /** True when the scene has failed for good. */
    public boolean isFailed() {
        return standing == Standing.FAILED;
    }

    /** True when the prompt succeeded and its frames can be collected. */
    public boolean isRendered() {
        return standing == Standing.RENDERED;
    }

    /** How the attempt ended; only when it is not pending. */
    public Outcome outcome() {
        return failure == null ? Outcome.of(job, watch) : failure;
    }

    /** True when a server is leased. */
    public boolean isLeased() {
        return lease != null;
    }

    /** True when the memory before the prompt is to be read, anew because it was cleared. */
    public boolean wantsReading() {
        return admission.isAdmitted() && !readings.isTakenBefore();
    }

    /** What the leased server's memory says about the prompt. */
    public Admission admission() {
        return admission;
    }

    /** True when it is not known what the leased server has. */
    public boolean wantsInspection() {
        return wantsInspection;
    }

    /** True when only servers that are not there for the moment may have what the scene needs: others go first. */
    public boolean isStranded() {
        return unfit.isStranded();
    }

    /** True when a server was leased and the prompt is prepared. */
    public boolean isPrepared() {
        return job != null;
    }

    /** True while the prompt of this attempt has no known end. */
    public boolean isPending() {
        return failure == null && (mustPost || watch.verdict() == PromptWatch.Verdict.PENDING);
    }

    /** True when a person cancelled the scene while this turn was at it. */
    public boolean isWithdrawn() {
        return failure != null && failure.failureKind() == FailureKind.CANCELLED;
    }

    /** True when the next look begins with the server's queue. */
    public boolean wantsQueue() {
        return watch.wantsQueue();
    }

    /** True when the prompt needs a picture that is not on the server yet. */
    public boolean wantsUpload() {
        return mustPost && upload != null && !upload.isDone();
    }

    /** The picture that the prompt needs; null when it needs none. */
    public KeyframeUpload upload() {
        return upload;
    }

    /** True when the server surely does not have the prompt. */
    public boolean mustPost() {
        return mustPost;
    }

    /** True when the prompt is given up but may still be on the server, under its own id or another. */
    public boolean wantsCancel() {
        if (strayPromptId != null) {
            return true;
        }
        return failure == null
                && switch (watch.verdict()) {
                    case MAX_WAIT, QUEUE_WAIT, SILENT, ATTEMPT_LIMIT -> true;
                    case PENDING, ENDED, LOST -> false;
                };
    }

    /** The id under which the server has the prompt that is given up. */
    public String promptToCancel() {
        return strayPromptId == null ? promptId() : strayPromptId;
    }

    /** True when the server interrupts only the prompt that is named; another one is left to its end. */
    public boolean mayInterrupt() {
        return readings.interruptsById();
    }

    /** The server that the prompt is on, or is to be put on. */
    public String instanceId() {
        return job == null ? lease.instance().id() : job.instanceId();
    }

    @Override
    public RenderJob prompt() {
        return job;
    }

    /** The prompt of this attempt. */
    public String promptId() {
        return job.promptId();
    }

    /** Names the prompt in a log line. */
    @Override
    public String toString() {
        String name = "storyId=" + storyId() + " sceneId=" + sceneId();
        return job == null ? name : name + " promptId=" + promptId() + " instance=" + instanceId();
    }

    /** What the collect stage is told. */
    public String framesMessage() {
        return Json.write(new FramesMessage(storyId(), sceneId(), scene.dispatches()));
    }
}
