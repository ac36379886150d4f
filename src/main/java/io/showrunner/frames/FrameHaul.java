package io.showrunner.frames;

import io.showrunner.story.FramesMessage;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneTurn;
import java.time.Duration;

/** A turn with the frames of one prompt, until they are published. {@link FrameCollector} moves it on. */
public final class FrameHaul extends SceneTurn {
    final RenderJob job;
    final RenderReport report;
    final LateFrames late;
    final FilesAtRest rest;
    boolean open;
    boolean stable;
    boolean forced;
    boolean timedOut;
    boolean overtime;
    TimeLimit fetching;
    Duration markerWait;
    String lastMiss;

    /** A haul of nothing: the message is outdated. */
    FrameHaul(FramesMessage message) {
        this(message, null, null, null, null);
    }

    /** @param rest null when the frames come over HTTP */
    FrameHaul(FramesMessage message, RenderJob job, RenderReport report, LateFrames late, FilesAtRest rest) {
        super(message.storyId(), message.sceneId());
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

    /** The server that has the frames. */
    public String instanceId() {
        return job.instanceId();
    }
}
