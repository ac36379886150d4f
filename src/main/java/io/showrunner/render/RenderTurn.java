package io.showrunner.render;

import io.showrunner.fleet.Lease;
import io.showrunner.story.FailureKind;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneMessage;
import io.showrunner.story.SceneRecord;
import java.time.Duration;

/**
 * One consumer's turn with one scene, from the message it took to the frames message or the failure: what the routes ask
 * to find their way. {@link SceneRenderer} moves it on. Confined to the thread that holds the message.
 */
public final class RenderTurn {
    private final SceneMessage message;
    SceneRecord scene;
    Lease lease;
    RenderJob job;
    PromptWatch watch;
    Readings readings = new Readings();
    Standing standing;
    boolean mustPost;
    boolean known;
    FailureKind ending;
    String endingWords;
    Duration pause = Duration.ZERO;

    /** OUTDATED: nothing to do. OPEN: an attempt is due. RENDERED: frames can be collected. FAILED: for good. */
    enum Standing {
        OUTDATED,
        OPEN,
        RENDERED,
        FAILED
    }

    RenderTurn(SceneMessage message, Standing standing) {
        this.message = message;
        this.standing = standing;
    }

    /** True when the record has moved on and the message means nothing any more. */
    public boolean isStale() {
        return standing == Standing.OUTDATED;
    }

    /** True while the scene needs another prompt, or the one it has to be followed. */
    public boolean wantsAttempt() {
        return standing == Standing.OPEN;
    }

    /** True when the prompt succeeded and its frames can be collected. */
    public boolean isRendered() {
        return standing == Standing.RENDERED;
    }

    /** True while the prompt of this attempt has no known end. */
    public boolean isPending() {
        return job != null && ending == null && !watch.hasEnded();
    }

    /** True when the server surely does not have the prompt. */
    public boolean mustPost() {
        return mustPost;
    }

    /** True when the prompt was given up but may still be on the server. */
    public boolean wantsCancel() {
        return job != null && (ending == FailureKind.MAX_WAIT || ending == FailureKind.ATTEMPT_LIMIT);
    }

    /** True when a server has been leased and its prompt prepared. */
    public boolean isPrepared() {
        return job != null;
    }

    /** Milliseconds to wait before the next attempt. */
    public long pauseMillis() {
        return pause.toMillis();
    }

    /** Time until the next look at the server, never beyond a deadline of the prompt. */
    public Duration untilLook(Duration interval) {
        return watch.pauseBeforeNextLook(interval);
    }

    public String storyId() {
        return message.storyId();
    }

    public String sceneId() {
        return message.sceneId();
    }

    /** The server that the prompt is on. */
    public String instanceId() {
        return lease.instance().id();
    }

    /** The prompt of this attempt. */
    public String promptId() {
        return job.promptId();
    }

    /** What the collect stage is told. */
    public String framesMessage() {
        return Json.write(new FramesMessage(storyId(), sceneId(), scene.dispatches()));
    }
}
