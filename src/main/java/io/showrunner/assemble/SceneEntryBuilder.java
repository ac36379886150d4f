package io.showrunner.assemble;

import io.showrunner.assemble.SceneEntry.AttemptSummary;
import io.showrunner.assemble.SceneEntry.HistoryConfig;
import io.showrunner.assemble.SceneEntry.PollEntry;
import io.showrunner.assemble.SceneEntry.Retry;
import io.showrunner.assemble.SceneEntry.SmallerSize;
import io.showrunner.frames.StoryPaths;
import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the metadata entry of a scene from its folder. */
final class SceneEntryBuilder {
    private final StoryStore store;
    private final Knobs knobs;
    private final TelemetryBuilder telemetry;

    SceneEntryBuilder(StoryStore store, Knobs knobs) {
        this.store = store;
        this.knobs = knobs;
        this.telemetry = new TelemetryBuilder(knobs);
    }

    SceneEntry of(SceneHistory scene) {
        SceneSpec spec = scene.spec();
        SceneRecord record = scene.record();
        Attempt newest = scene.newest();
        RenderReport render = newest == null ? null : newest.render();
        boolean published = record.state() == SceneState.PUBLISHED;
        return new SceneEntry(
                spec.id(),
                record.state(),
                spec.prompt(),
                spec.negativePrompt(),
                newest == null ? spec.expectedFrames() : newest.job().expectedFrames(),
                newest == null ? 0 : newest.frameCount(),
                newest == null ? null : newest.durationSeconds(),
                newest == null ? null : newest.job().filenamePrefix(),
                historyPath(record, newest),
                render != null && render.historyRetrieved() ? render.queueEnd() : null,
                polls(render),
                historyErrors(render),
                render == null ? null : render.error(),
                render != null && render.historyRetrieved(),
                render == null ? 0 : render.historyAttempts(),
                knobs.scene().historyMaxAttempts(),
                newest != null && newest.frameCount() > 0,
                newest != null && newest.collect() != null && newest.collect().meetsFrameFloor(),
                newest == null ? List.of() : newest.warnings(),
                errors(record, newest),
                record.attempts(),
                record.dispatches(),
                record.dispatches() > 1,
                scene.attempts().stream().map(SceneEntryBuilder::summary).toList(),
                relative(record, store.sceneFolder(record.storyId(), spec.id())),
                published ? relative(record, store.frames(record.storyId(), spec.id())) : null,
                spec.keyframePath() == null ? "workflow" : "brief",
                spec.keyframePath(),
                spec.title(),
                spec.summary(),
                spec.mood(),
                spec.expectedFrames(),
                spec.cameraMovement(),
                render == null
                        ? knobs.scene().retryBudget()
                        : render.budget(knobs.scene().retryBudget()),
                historyConfig(),
                telemetry.of(newest),
                newest == null ? null : newest.job().instanceId(),
                newest == null ? null : newest.job().promptId(),
                newest == null ? null : newest.job().seed(),
                newest == null ? null : newest.job().workflow(),
                newest == null ? null : newest.job().workflowHash(),
                newest == null ? Map.of() : newest.job().knobs(),
                newest == null ? null : SmallerSize.of(newest.job()),
                newest != null && newest.job().isReused(),
                record.priority(),
                record.failureKind(),
                published ? hashes(newest) : List.of(),
                retries(scene.attempts()));
    }

    private HistoryConfig historyConfig() {
        return new HistoryConfig(
                Figures.seconds(knobs.scene().maxWait()),
                knobs.scene().historyMaxAttempts(),
                Figures.seconds(knobs.scene().historyPollInterval()),
                Figures.seconds(knobs.scene().postExecutionTimeout()));
    }

    private String historyPath(SceneRecord record, Attempt newest) {
        if (newest == null) {
            return null;
        }
        Path file = store.attemptFolder(
                        record.storyId(), record.sceneId(), newest.job().dispatch())
                .resolve("history.json");
        return Files.exists(file) ? relative(record, file) : null;
    }

    private String relative(SceneRecord record, Path path) {
        return StoryPaths.relative(store, record.storyId(), path);
    }

    private static List<PollEntry> polls(RenderReport render) {
        List<PollEntry> entries = new ArrayList<>();
        int number = 1;
        for (RenderReport.Poll poll : render == null ? List.<RenderReport.Poll>of() : render.polls()) {
            entries.add(new PollEntry(number, poll.since(), poll.status(), poll.message(), poll.count()));
            number += poll.count();
        }
        return entries;
    }

    private static List<String> historyErrors(RenderReport render) {
        return render == null
                ? List.of()
                : render.polls().stream()
                        .filter(poll -> poll.status().equals("error") && poll.message() != null)
                        .map(RenderReport.Poll::message)
                        .distinct()
                        .toList();
    }

    private static List<String> errors(SceneRecord record, Attempt newest) {
        boolean said = record.state() != SceneState.PUBLISHED && record.message() != null;
        return Stream.concat(
                        said ? Stream.of(record.message()) : Stream.of(),
                        newest == null ? Stream.of() : newest.errors().stream())
                .distinct()
                .toList();
    }

    private static AttemptSummary summary(Attempt attempt) {
        RenderReport render = attempt.render();
        CollectReport collect = attempt.collect();
        return new AttemptSummary(
                attempt.job().attempt(),
                attempt.job().dispatch(),
                render == null || attempt.job().isReused() ? attempt.job().preparedAt() : render.queueStart(),
                attempt.frameCount(),
                attempt.durationSeconds(),
                attempt.frameCount() > 0,
                collect != null && collect.meetsFrameFloor(),
                render != null && render.historyRetrieved(),
                attempt.job().instanceId(),
                attempt.job().promptId(),
                attempt.job().filenamePrefix(),
                attempt.exitReason(),
                attempt.failureKind(),
                attempt.job().isReused(),
                attempt.warnings(),
                attempt.errors());
    }

    private static List<String> hashes(Attempt newest) {
        return newest == null || newest.collect() == null
                ? List.of()
                : newest.collect().frames().stream()
                        .map(CollectReport.Frame::sha256)
                        .toList();
    }

    private static List<Retry> retries(List<Attempt> attempts) {
        return attempts.stream()
                .limit(Math.max(0, attempts.size() - 1L))
                .map(attempt -> new Retry(attempt.job().attempt(), attempt.job().dispatch(), reason(attempt)))
                .toList();
    }

    private static String reason(Attempt attempt) {
        String kind = attempt.failureKind() == null
                ? "unknown: the end of the prompt was never seen"
                : attempt.failureKind().name();
        return attempt.errors().isEmpty()
                ? kind
                : kind + ": " + attempt.errors().get(0);
    }
}
