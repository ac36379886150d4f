package io.showrunner.frames;

import io.showrunner.frames.DoneMarker.Producer;
import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.CollectReport;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the staged frames of a prompt the frames of its scene: one rename, then {@code manifest.json}, then {@code
 * frames.done}, then {@code collect.json}, then the scene record. Whoever repeats it after a crash between any two of
 * these finishes the rest; a cancelled scene is looked at last, under the lock of its record, so that a cancel comes
 * before the rename or not at all. Frames that were announced are never replaced.
 */
public final class FramePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(FramePublisher.class);
    private static final String REPORT = "collect.json";

    private final StoryStore store;
    private final SceneManifests manifests;
    private final Clock clock;

    public FramePublisher(StoryStore store, Clock clock) {
        this.store = store;
        this.manifests = new SceneManifests(store, clock);
        this.clock = clock;
    }

    /**
     * Publishes the frames, or says why not. Without frames to publish the scene record is left as it is: whether there
     * is another attempt is for the caller to decide.
     *
     * @return what is now in {@code collect.json}; its failure kind is null when the frames are published
     * @throws FramesConflictException when other frames are published already
     */
    public CollectReport publish(RenderJob job, RenderReport report, StagedFrames staged, CollectNotes notes) {
        FrameVerdict verdict = FrameVerdict.of(job, report, staged);
        CollectReport collected = collected(job, staged, notes, verdict);
        Publication publication = Publication.of(store, job);
        if (verdict.failure() != null) {
            publication.withdraw();
            return refused(job, collected);
        }
        SceneRecord scene = store.update(job.storyId(), job.sceneId(), record -> {
            if (record.state() == SceneState.CANCELLED) {
                return record;
            }
            bringOut(job, publication, collected, () -> describe(job, report, collected, staged));
            return record.state() == SceneState.PUBLISHED
                    ? record
                    : record.to(SceneState.PUBLISHED, null, said(job, collected), clock.instant());
        });
        return scene.state() == SceneState.CANCELLED
                ? cancelled(job, publication, staged, notes)
                : published(job, collected);
    }

    /** Publishes nothing, because the server of the frames is not there any more: the scene goes elsewhere at no cost. */
    CollectReport giveUp(RenderJob job, StagedFrames staged, CollectNotes notes, String why) {
        return refused(
                job,
                collected(job, staged, notes, new FrameVerdict(FailureKind.INSTANCE_DOWN, List.of(why), List.of())));
    }

    private void bringOut(RenderJob job, Publication publication, CollectReport collected, Runnable description) {
        if (!Files.isDirectory(publication.frames())) {
            DoneMarkers.write(publication.intended(), marker(job, collected));
            DurableFiles.publish(publication.staging(), publication.frames());
        } else if (!publication.isRenamed()) {
            throw new FramesConflictException("scene " + job.storyId() + "/" + job.sceneId()
                    + " has frames that are not of prompt " + job.promptId() + "; they stay, and the new ones stay in "
                    + publication.staging());
        }
        if (!Files.exists(publication.announced())) {
            description.run();
            announce(publication);
        }
        if (!isPublished(job)) {
            keep(job, collected);
        }
    }

    private void describe(RenderJob job, RenderReport report, CollectReport collected, StagedFrames staged) {
        manifests.write(
                job,
                report,
                collected,
                staged.frames().stream().map(CheckedFrame::asDescribed).toList());
    }

    private static String said(RenderJob job, CollectReport collected) {
        return job.isReused() && collected.said() == null
                ? "its frames came from the scene cache, no server rendered them"
                : collected.said();
    }

    private static void announce(Publication publication) {
        try {
            DurableFiles.write(publication.announced(), Files.readAllBytes(publication.intended()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot announce " + publication.frames() + ": " + e.getMessage(), e);
        }
    }

    private CollectReport published(RenderJob job, CollectReport collected) {
        LOG.info(
                "storyId={} sceneId={} promptId={} instance={} frames={} published",
                job.storyId(),
                job.sceneId(),
                job.promptId(),
                job.instanceId(),
                collected.frameCount());
        return saved(job).orElse(collected);
    }

    private CollectReport refused(RenderJob job, CollectReport collected) {
        LOG.info(
                "storyId={} sceneId={} promptId={} instance={} frames={} failure={} not published: {}",
                job.storyId(),
                job.sceneId(),
                job.promptId(),
                job.instanceId(),
                collected.frameCount(),
                collected.failureKind(),
                collected.errors().get(0));
        return keep(job, collected);
    }

    private CollectReport cancelled(RenderJob job, Publication publication, StagedFrames staged, CollectNotes notes) {
        publication.discard();
        String why = "the scene was cancelled before its frames were published; they were discarded";
        return refused(
                job, collected(job, staged, notes, new FrameVerdict(FailureKind.CANCELLED, List.of(why), List.of())));
    }

    private CollectReport collected(RenderJob job, StagedFrames staged, CollectNotes notes, FrameVerdict verdict) {
        int count = staged.frames().size();
        boolean published = verdict.failure() == null;
        List<String> warnings = new ArrayList<>(notes.warnings());
        warnings.addAll(verdict.warnings());
        return new CollectReport(
                count,
                job.expectedFrames(),
                count > 0,
                count >= job.expectedFrames(),
                notes.doneMarkerDetected(),
                notes.doneMarkerWaitSeconds(),
                published
                        ? StoryPaths.relative(store, job.storyId(), store.doneMarker(job.storyId(), job.sceneId()))
                        : null,
                notes.forcedCopyTriggered(),
                notes.forcedCopyDebugPath(),
                notes.postExecutionTimeoutReached(),
                staged.frames().stream().map(CheckedFrame::asReported).toList(),
                verdict.failure(),
                clock.instant(),
                warnings,
                verdict.errors(),
                notes.fallbackNotes());
    }

    private DoneMarker marker(RenderJob job, CollectReport collected) {
        return new DoneMarker(
                clock.instant(),
                collected.frameCount(),
                null,
                job.promptId(),
                store.record(job.storyId()).map(StoryRecord::runId).orElse(null),
                job.storyId(),
                job.sceneId(),
                job.attempt(),
                collected.forcedCopyTriggered() || job.isReused() ? Producer.CONSUMER : Producer.HISTORY);
    }

    private boolean isPublished(RenderJob job) {
        return saved(job).filter(report -> report.failureKind() == null).isPresent();
    }

    private Optional<CollectReport> saved(RenderJob job) {
        return store.attemptFile(job.storyId(), job.sceneId(), job.dispatch(), REPORT, CollectReport.class);
    }

    private CollectReport keep(RenderJob job, CollectReport collected) {
        Path folder = store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
        DurableFiles.writeJson(folder.resolve(REPORT), collected);
        return collected;
    }
}
