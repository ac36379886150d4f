package io.showrunner.explain;

import io.showrunner.story.CollectReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryHistory.Entry;
import io.showrunner.story.StoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Follows one scene from its words to its end, by its history and the records of its prompts. */
final class SceneCourse {
    private final StoryStore store;
    private final SceneRecord scene;
    private final Waits waits;
    private final Cuts cuts;

    /** @param cuts up to the moment at which the scene had its words */
    SceneCourse(StoryStore store, SceneRecord scene, Waits waits, Cuts cuts) {
        this.store = store;
        this.scene = scene;
        this.waits = waits;
        this.cuts = cuts;
    }

    /**
     * Cuts the time of the scene.
     *
     * @param entries of the scene, from the first in which it had its words
     * @param now where the time of a scene that goes on ends
     */
    void cut(List<Entry> entries, Instant now) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean last = i + 1 == entries.size();
            if (last && state(entry).isTerminal()) {
                cuts.until(entry.at(), Phase.PUBLISHING, null);
                return;
            }
            part(entry, last ? now : entries.get(i + 1).at());
        }
    }

    private void part(Entry entry, Instant until) {
        switch (state(entry)) {
            case UNWRITTEN -> cuts.until(until, Phase.WRITING, entry.message());
            case WAITING -> waiting(entry, until);
            case RUNNING -> running(entry.dispatch(), until);
            case PAUSED -> cuts.until(until, Phase.PAUSED, entry.message());
            case AWAITING_APPROVAL -> cuts.until(until, Phase.APPROVAL, entry.message());
            case PUBLISHED, FAILED, CANCELLED -> cuts.until(until, Phase.ENDED, ended(entry));
        }
    }

    /** The record changes after the prompt is prepared, so its job says when the waiting was over. */
    private void waiting(Entry entry, Instant until) {
        Instant taken = file(entry.dispatch() + 1, "job.json", RenderJob.class)
                .map(RenderJob::preparedAt)
                .filter(until::isAfter)
                .orElse(until);
        waits.cut(cuts, taken, entry.message() == null ? "" : "once more, after " + entry.message() + "; ");
    }

    private void running(int dispatch, Instant until) {
        Optional<RenderJob> job = file(dispatch, "job.json", RenderJob.class);
        if (job.filter(RenderJob::isReused).isPresent()) {
            cuts.until(until, Phase.COPYING, "out of the scene cache");
            return;
        }
        String instance = job.map(RenderJob::instanceId).orElse(null);
        Optional<RenderReport> report = file(dispatch, "render.json", RenderReport.class);
        report.ifPresent(rendered -> rendered(rendered, until));
        Optional<CollectReport> collect = file(dispatch, "collect.json", CollectReport.class);
        collect.ifPresent(collected -> cuts.until(
                earlier(collected.completedAt(), until), Phase.COPYING, collected.frameCount() + " frames", instance));
        if (report.isEmpty()) {
            cuts.until(
                    until,
                    Phase.EXECUTING,
                    "on " + (instance == null ? "a server" : instance) + ", or in its queue",
                    instance);
        } else if (report.get().failureKind() != null) {
            cuts.until(until, Phase.RETRYING, after(report.get()));
        } else if (collect.isPresent()) {
            cuts.until(until, Phase.PUBLISHING, null);
        } else {
            cuts.until(until, Phase.COPYING, null, instance);
        }
    }

    private static String after(RenderReport report) {
        return "after " + report.failureKind() + (report.error() == null ? "" : ": " + report.error());
    }

    private void rendered(RenderReport report, Instant until) {
        String server = report.instanceId();
        cuts.until(earlier(report.queueStart(), until), Phase.SENDING, "to " + server, server);
        if (report.tellsExecution()) {
            cuts.until(earlier(report.executionStart(), until), Phase.QUEUED, "of " + server, server);
            cuts.until(earlier(report.executionEnd(), until), Phase.EXECUTING, "on " + server, server);
        }
        if (report.failureKind() != null || !report.tellsExecution()) {
            cuts.until(earlier(report.queueEnd(), until), Phase.EXECUTING, "on " + server + end(report), server);
        }
    }

    private static String end(RenderReport report) {
        return report.failureKind() == null
                ? ", which did not say when it began"
                : ", until it failed: " + report.failureKind();
    }

    private static String ended(Entry entry) {
        return entry.state().toLowerCase(Locale.ROOT) + (entry.message() == null ? "" : ": " + entry.message())
                + "; then a person asked for another try";
    }

    private <T> Optional<T> file(int dispatch, String name, Class<T> type) {
        return dispatch < 1
                ? Optional.empty()
                : store.attemptFile(scene.storyId(), scene.sceneId(), dispatch, name, type);
    }

    private static Instant earlier(Instant moment, Instant until) {
        return moment == null || moment.isBefore(until) ? moment : until;
    }

    private static SceneState state(Entry entry) {
        return SceneState.valueOf(entry.state());
    }
}
