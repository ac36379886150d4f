package io.showrunner.frames;

import io.showrunner.story.FramesMessage;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.time.Duration;

/**
 * One consumer's turn with the frames of one prompt, from the message it took to the published frames: what the routes
 * ask to find their way. {@link FrameCollector} moves it on. Confined to the thread that holds the message.
 */
public final class FrameHaul {
    final RenderJob job;
    final RenderReport report;
    final LateFrames late;
    final FilesAtRest rest;
    private final FramesMessage message;
    boolean open;
    boolean stable;
    boolean forced;
    boolean timedOut;
    boolean overtime;
    TimeLimit fetching;
    Duration markerWait;
    String lastMiss;
    private Duration pause = Duration.ZERO;

    /** A haul of nothing: the message is outdated. */
    FrameHaul(FramesMessage message) {
        this(message, null, null, null, null);
    }

    /** @param rest null when the frames come over HTTP */
    FrameHaul(FramesMessage message, RenderJob job, RenderReport report, LateFrames late, FilesAtRest rest) {
        this.message = message;
        this.job = job;
        this.report = report;
        this.late = late;
        this.rest = rest;
        this.stable = rest == null;
    }

    /** True when the scene has moved on and the message means nothing any more. */
    public boolean isStale() {
        return job == null;
    }

    /** True while frames are missing that may still come. */
    public boolean wantsFrames() {
        return open;
    }

    /** True when the frames are read from the server's output folder. */
    public boolean isShared() {
        return rest != null;
    }

    public String storyId() {
        return message.storyId();
    }

    public String sceneId() {
        return message.sceneId();
    }

    /** The server that has the frames. */
    public String instanceId() {
        return job.instanceId();
    }

    /** Milliseconds to wait before the next round. */
    public long pauseMillis() {
        return pause.toMillis();
    }

    void pauseFor(Duration wait) {
        pause = wait;
    }
}
