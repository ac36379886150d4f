package io.showrunner.assemble;

import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.MemoryReport;
import io.showrunner.story.RecoveryReport;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on disk about one prompt of a scene.
 *
 * @param render null when its end was never seen
 * @param collect null when its frames were never collected
 * @param memory null when nobody looked at its memory
 * @param recovery null when its memory was not looked at afterwards
 */
record Attempt(
        RenderJob job, RenderReport render, CollectReport collect, MemoryReport memory, RecoveryReport recovery) {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /** All prompts of a scene, oldest first. */
    static List<Attempt> all(StoryStore store, SceneRecord scene) {
        List<Attempt> attempts = new ArrayList<>();
        for (int dispatch = 1; dispatch <= scene.dispatches(); dispatch++) {
            read(store, scene, dispatch).ifPresent(attempts::add);
        }
        return attempts;
    }

    private static Optional<Attempt> read(StoryStore store, SceneRecord scene, int dispatch) {
        return file(store, scene, dispatch, "job.json", RenderJob.class)
                .map(job -> new Attempt(
                        job,
                        file(store, scene, dispatch, "render.json", RenderReport.class)
                                .orElse(null),
                        file(store, scene, dispatch, "collect.json", CollectReport.class)
                                .orElse(null),
                        file(store, scene, dispatch, MemoryReport.FILE, MemoryReport.class)
                                .orElse(null),
                        file(store, scene, dispatch, RecoveryReport.FILE, RecoveryReport.class)
                                .orElse(null)));
    }

    /** What is damaged is not there: a scene that failed because of it must not keep its story from its end. */
    private static <T> Optional<T> file(StoryStore store, SceneRecord scene, int dispatch, String name, Class<T> type) {
        try {
            return store.attemptFile(scene.storyId(), scene.sceneId(), dispatch, name, type);
        } catch (UncheckedIOException e) {
            if (!Json.isDamaged(e)) {
                throw e;
            }
            LOG.warn("the story's documents do without a file: {}", e.getMessage());
            return Optional.empty();
        }
    }

    boolean isPublished() {
        return collect != null && collect.failureKind() == null;
    }

    boolean isExecuted() {
        return render != null && render.failureKind() == null;
    }

    /** Why the prompt gave no published frames; null when it did, or when nobody knows. */
    FailureKind failureKind() {
        if (render != null && render.failureKind() != null) {
            return render.failureKind();
        }
        return collect == null ? null : collect.failureKind();
    }

    int frameCount() {
        return collect == null ? 0 : collect.frameCount();
    }

    /** Null when no prompt was posted, or its end was never seen. */
    Double durationSeconds() {
        return render == null || job.isReused() ? null : Figures.between(render.queueStart(), render.queueEnd());
    }

    List<String> warnings() {
        Stream<String> collected = collect == null ? Stream.of() : collect.warnings().stream();
        return Stream.concat(job.downgraded().stream(), collected).toList();
    }

    List<String> errors() {
        Stream<String> rendered = render == null || render.error() == null ? Stream.of() : Stream.of(render.error());
        Stream<String> collected = collect == null ? Stream.of() : collect.errors().stream();
        return Stream.concat(rendered, collected).toList();
    }

    List<String> fallbackNotes() {
        Stream<String> rendered = render == null ? Stream.of() : render.fallbackNotes().stream();
        Stream<String> collected = collect == null ? Stream.of() : collect.fallbackNotes().stream();
        return Stream.concat(rendered, collected).toList();
    }

    /**
     * How the wait for the prompt ended. When several hold: success and postExecution before attemptLimit before maxWait
     * before unknown, which leaves the detail to the failure kind.
     */
    String exitReason() {
        if (isExecuted()) {
            return exitReasonOfSuccess();
        }
        String said = render == null ? "unknown" : render.exitReason();
        FailureKind kind = render == null ? null : render.failureKind();
        if (said.equals("attemptLimit") || kind == FailureKind.ATTEMPT_LIMIT) {
            return "attemptLimit";
        }
        return said.equals("maxWait") || kind == FailureKind.MAX_WAIT ? "maxWait" : "unknown";
    }

    private String exitReasonOfSuccess() {
        if (collect == null || isPublished()) {
            return "success";
        }
        return collect.postExecutionTimeoutReached() ? "postExecution" : "unknown";
    }
}
