package io.showrunner.frames;

import io.showrunner.comfyui.ViewPath;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.story.AttemptDecision;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FramesMessage;
import io.showrunner.story.Json;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the collect stage does at each step of its routes. Thread-safe across hauls. */
public final class FrameCollector {
    private static final Logger LOG = LoggerFactory.getLogger(FrameCollector.class);

    private static final int NOT_MODIFIED = 304;

    private final StoryStore store;
    private final EarlyFrames early;
    private final FrameStaging staging;
    private final FramePublisher publisher;
    private final HaulNotes notes;
    private final SceneSettings settings;
    private final Function<String, Optional<InstanceSettings>> instances;
    private final Clock clock;
    private final LongSupplier nanos;

    /**
     * @param early frames that are here before their prompt has ended
     * @param instances the server of this id; empty when it is not there any more
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     */
    public FrameCollector(
            StoryStore store,
            EarlyFrames early,
            SceneSettings settings,
            Function<String, Optional<InstanceSettings>> instances,
            Clock clock,
            LongSupplier nanos) {
        this.store = store;
        this.early = early;
        this.staging = early.staging();
        this.publisher = new FramePublisher(store, clock);
        this.notes = new HaulNotes(settings, staging, clock);
        this.settings = settings;
        this.instances = instances;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** Begins a turn with the prompt that the message refers to. */
    public FrameHaul take(String text) {
        FramesMessage message = Json.read(text, FramesMessage.class);
        Optional<SceneRecord> scene = store.certainSceneRecord(message.storyId(), message.sceneId());
        if (scene.filter(record -> record.dispatches() == message.dispatch()).isEmpty()) {
            return new FrameHaul(message);
        }
        RenderJob job = file(message, "job.json", RenderJob.class);
        RenderReport report = file(message, "render.json", RenderReport.class);
        FrameHaul haul = new FrameHaul(
                message, job, report, new LateFrames(settings.postExecutionTimeout(), nanos), rest(job, report));
        haul.vanished = outputFolder(job)
                .filter(folder -> !SharedDirectory.isReadable(folder))
                .orElse(null);
        haul.early = early.take(job);
        early.adoptUnchanged(haul, missing(haul));
        haul.fetching = new TimeLimit(settings.frameWaitTimeout(), nanos);
        boolean incomplete = collected(haul).isEmpty() && !missing(haul).isEmpty();
        haul.orphaned = incomplete && instances.apply(job.instanceId()).isEmpty();
        haul.open = incomplete && !haul.orphaned;
        return haul;
    }

    /** The frames to fetch now; none while the files of a shared folder have not come to rest. */
    public List<FrameFile> due(FrameHaul haul) {
        return haul.stable ? missing(haul) : List.of();
    }

    /** The same, dealt out to lanes that are gone through at the same time. */
    public List<List<FrameFile>> lanes(FrameHaul haul, int most) {
        return FrameLanes.deal(due(haul), most);
    }

    /** How far the frames are that come over HTTP. */
    public FrameTransfers transfers() {
        return staging.transfers();
    }

    /**
     * Query of {@code /view} for the frame.
     *
     * @throws IOException when the time for fetching frames is over
     */
    public String viewQuery(FrameHaul haul, FrameFile frame) throws IOException {
        haul.fetching.require("fetching frames");
        return ViewPath.query(frame.source());
    }

    /**
     * Takes the server's answer to the request for a frame.
     *
     * @param content of the frame, unless the status says that it is what was staged early
     */
    public void take(FrameHaul haul, FrameFile frame, int status, InputStream content) throws IOException {
        if (status != NOT_MODIFIED) {
            stage(frame, content);
        } else if (!early.adopt(haul, frame, early.knownVersion(haul, frame))) {
            throw new FrameProblem(
                    frame.source().filename(), FrameProblem.Reason.MISSING, "it was staged early and is gone");
        }
    }

    /**
     * Stages a frame that came over HTTP.
     *
     * @throws FrameNotKept when it came and cannot be written here
     */
    void stage(FrameFile frame, InputStream content) throws FrameProblem {
        staging.stage(content, frame.target());
    }

    /** Stages a frame from the server's output folder. */
    public void copy(FrameHaul haul, FrameFile frame) throws IOException {
        haul.fetching.require("fetching frames");
        try (InputStream content = haul.rest.directory().open(frame.source())) {
            stage(frame, content);
        }
    }

    /** Takes note that a frame could not be fetched this time. */
    public void missed(FrameHaul haul, FrameFile frame, Exception why) {
        haul.missed(frame, why);
        LOG.debug("promptId={} frame {}", haul.job.promptId(), haul.lastMiss);
    }

    /** Takes note of a failure of this side, which ends the round: no other prompt's frame could be kept either. */
    public void failed(FrameHaul haul, Exception why) {
        haul.failure = why instanceof RuntimeException ours ? ours : new IllegalStateException(why);
    }

    /** Ends a round: says whether there is another one, and after which pause. */
    public void look(FrameHaul haul) throws IOException {
        haul.requireNoFailure();
        if (!haul.stable) {
            lookAtFiles(haul);
            return;
        }
        Waiting late = haul.late.look(missing(haul).size());
        Waiting next = haul.fetching.within(late);
        haul.open = next.state() == Waiting.State.WAIT;
        haul.timedOut = late.state() == Waiting.State.EXHAUSTED;
        haul.overtime = next.state() == Waiting.State.EXHAUSTED && !haul.timedOut;
        haul.pauseFor(next.pause());
    }

    private void lookAtFiles(FrameHaul haul) throws IOException {
        Waiting rest = haul.rest.look();
        haul.stable = rest.state() != Waiting.State.WAIT;
        haul.forced = rest.state() == Waiting.State.EXHAUSTED;
        haul.pauseFor(rest.pause());
        if (haul.stable) {
            haul.markerWait = haul.sinceEnd(clock.instant());
            haul.fetching = new TimeLimit(settings.frameWaitTimeout(), nanos);
        }
    }

    /**
     * Publishes what is staged. A scene whose frames cannot be published waits for another attempt while its retry budget
     * lasts (Q4), else it has failed.
     *
     * @return the scene as it is now
     */
    public SceneRecord publish(FrameHaul haul) throws IOException {
        Optional<CollectReport> refused = collected(haul).filter(report -> report.failureKind() != null);
        CollectReport report = refused.isPresent() ? refused.get() : publishNow(haul);
        haul.collected = report;
        early.sweep(haul.job);
        int budget = haul.report.budget(settings.retryBudget());
        return store.update(haul.storyId(), haul.sceneId(), scene -> after(report, budget, scene));
    }

    private CollectReport publishNow(FrameHaul haul) throws IOException {
        if (haul.isShared() && haul.report.historyRetrieved()) {
            haul.rest.lookForMarker();
        }
        StagedFrames staged = haul.hopeless.among(staging.verified(haul.job, haul.report));
        return haul.orphaned
                ? publisher.giveUp(
                        haul.job,
                        staged,
                        notes.of(haul),
                        haul.job.instanceId() + " is not among the servers any more, so its frames cannot be fetched")
                : publisher.publish(haul.job, haul.report, staged, notes.of(haul));
    }

    private SceneRecord after(CollectReport report, int retryBudget, SceneRecord scene) {
        if (scene.state() != SceneState.RUNNING) {
            return scene;
        }
        AttemptDecision decision = AttemptDecision.after(scene, report, retryBudget);
        return switch (decision.next()) {
            case COLLECT -> scene;
            case RETRY, REDISPATCH -> scene.waitingAgain(decision.kind() + ": " + decision.message(), clock.instant());
            case GIVE_UP -> scene.to(SceneState.FAILED, decision.kind(), decision.message(), clock.instant());
        };
    }

    private List<FrameFile> missing(FrameHaul haul) {
        return haul.worthFetching(staging.plan(haul.job, haul.report));
    }

    private FilesAtRest rest(RenderJob job, RenderReport report) {
        return outputFolder(job)
                .filter(SharedDirectory::isReadable)
                .filter(directory -> report.frames().stream().allMatch(SharedDirectory::holds))
                .map(SharedDirectory::new)
                .map(directory -> new FilesAtRest(directory, job, report, settings, nanos))
                .orElse(null);
    }

    private Optional<Path> outputFolder(RenderJob job) {
        return instances.apply(job.instanceId()).map(InstanceSettings::outputDirectory);
    }

    private Optional<CollectReport> collected(FrameHaul haul) {
        return store.attemptFile(
                haul.storyId(), haul.sceneId(), haul.job.dispatch(), "collect.json", CollectReport.class);
    }

    private <T> T file(FramesMessage message, String name, Class<T> type) {
        return store.attemptFile(message.storyId(), message.sceneId(), message.dispatch(), name, type)
                .orElseThrow(() -> new IllegalStateException(name + " of " + message + " is gone"));
    }
}
