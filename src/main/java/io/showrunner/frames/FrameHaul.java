package io.showrunner.frames;

import io.showrunner.story.CollectReport;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneTurn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A turn with the frames of one prompt, until they are published. {@link FrameCollector} moves it on. */
public final class FrameHaul extends SceneTurn {
    final RenderJob job;
    final RenderReport report;
    final LateFrames late;
    final FilesAtRest rest;
    final HopelessFrames hopeless = new HopelessFrames();
    EarlyPrompt early;
    Path vanished;
    boolean open;
    boolean orphaned;
    boolean stable;
    boolean forced;
    boolean timedOut;
    boolean overtime;
    TimeLimit fetching;
    Duration markerWait;
    volatile String lastMiss;
    volatile RuntimeException failure;
    CollectReport collected;

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
        this.stable = rest == null || report.historyRetrieved();
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

    void missed(FrameFile frame, Exception why) {
        if (why instanceof FrameProblem problem) {
            hopeless.note(frame, problem);
        }
        lastMiss = frame.source().filename() + ": " + why.getMessage();
    }

    void requireNoFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Those of the frames that may become good: none of another prompt, and none that has been given up. */
    List<FrameFile> worthFetching(List<FrameFile> frames) {
        return FrameOrigin.objection(job, report).isPresent()
                ? List.of()
                : frames.stream().filter(frame -> !hopeless.contains(frame)).toList();
    }

    /** What became of the frames; null until they are published or refused. */
    public CollectReport collected() {
        return collected;
    }

    /** Why the done marker on the server does not count; nothing when it does, or when there is none. */
    List<String> warnings() {
        return isShared()
                ? rest.objection().stream()
                        .map(why -> "the done marker on the server was not believed: " + why)
                        .toList()
                : List.of();
    }

    Duration sinceEnd(Instant now) {
        Duration since = report.executionEnd() == null ? Duration.ZERO : Duration.between(report.executionEnd(), now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    @Override
    protected RenderJob prompt() {
        return job;
    }

    /** The server that has the frames. */
    public String instanceId() {
        return job.instanceId();
    }
}
