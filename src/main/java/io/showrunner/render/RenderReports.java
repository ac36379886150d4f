package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.comfyui.ServerFile;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.StoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is known about a prompt after its end: the server's history entry word for word, and the report. */
public final class RenderReports {
    static final String REPORT = "render.json";
    private static final String HISTORY = "history.json";
    private static final Logger LOG = LoggerFactory.getLogger(RenderReports.class);

    private final StoryStore store;
    private final Clock clock;

    public RenderReports(StoryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Writes {@code history.json} when there is one, then {@code render.json}, which closes the attempt.
     *
     * @param retryBudget in place of the settings' one; null for that
     */
    public RenderReport write(
            RenderJob job, PromptWatch watch, Outcome outcome, Measured measured, Integer retryBudget) {
        Path folder = store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
        watch.historyBody()
                .ifPresent(body -> DurableFiles.write(folder.resolve(HISTORY), body.getBytes(StandardCharsets.UTF_8)));
        RenderReport report = report(job, watch, outcome, measured, retryBudget);
        DurableFiles.writeJson(folder.resolve(REPORT), report);
        LOG.debug(
                "storyId={} sceneId={} promptId={} instance={} exitReason={} failureKind={} frames={} historyAttempts={}",
                job.storyId(),
                job.sceneId(),
                job.promptId(),
                job.instanceId(),
                outcome.exitReason(),
                outcome.failureKind(),
                outcome.frames().size(),
                watch.historyAttempts());
        return report;
    }

    /** Writes the {@code render.json} of a prompt that nobody rendered: its frames were rendered before. */
    void writeReused(RenderJob job, CachedScene from) {
        Path folder = store.attemptFolder(job.storyId(), job.sceneId(), job.dispatch());
        DurableFiles.writeJson(folder.resolve(REPORT), reused(job, from, clock.instant()));
    }

    private static RenderReport reused(RenderJob job, CachedScene from, Instant now) {
        String prefix = job.filenamePrefix();
        String folder = prefix.substring(0, prefix.lastIndexOf('/'));
        return new RenderReport(
                job.attempt(),
                job.dispatch(),
                job.promptId(),
                job.instanceId(),
                now,
                now,
                null,
                null,
                "success",
                null,
                null,
                0,
                false,
                List.of(),
                from.frames().stream()
                        .map(frame -> new ServerFile(frame.name(), folder, "output"))
                        .toList(),
                false,
                null,
                null,
                null,
                null,
                List.of("CACHE_SERVED: the frames were rendered for " + from.storyId() + "/" + from.sceneId() + " on "
                        + from.instanceId() + " and published " + from.publishedAt()
                        + "; no server took part this time"),
                null);
    }

    private RenderReport report(
            RenderJob job, PromptWatch watch, Outcome outcome, Measured measured, Integer retryBudget) {
        return new RenderReport(
                job.attempt(),
                job.dispatch(),
                job.promptId(),
                job.instanceId(),
                watch.postedAt().orElse(job.preparedAt()),
                endSeen(watch),
                watch.executionStart().orElse(null),
                watch.entry().map(HistoryEntry::finished).orElse(null),
                outcome.exitReason(),
                outcome.failureKind(),
                outcome.error(),
                watch.historyAttempts(),
                watch.entry().isPresent(),
                watch.polls(),
                outcome.frames(),
                outcome.cachedOutput(),
                measured.gpuBefore(),
                measured.gpuAfter(),
                measured.systemBefore(),
                measured.systemAfter(),
                notes(outcome, measured, watch.entry().isPresent()),
                retryBudget);
    }

    /** The look that found the entry is the last one there was. */
    private Instant endSeen(PromptWatch watch) {
        List<RenderReport.Poll> polls = watch.polls();
        return watch.entry().isEmpty() || polls.isEmpty()
                ? clock.instant()
                : polls.get(polls.size() - 1).since();
    }

    private static List<String> notes(Outcome outcome, Measured measured, boolean history) {
        List<String> notes = new ArrayList<>(measured.notes());
        if (outcome.cachedOutput()) {
            notes.add("CACHED_OUTPUT: the server executed nothing and named files that it had written before");
        }
        if (outcome.failureKind() == null && !history) {
            notes.add(
                    "HISTORY_LOST: the server has forgotten the prompt; that its frames are written was told by its event,"
                            + " or by its output folder");
        }
        return List.copyOf(notes);
    }
}
