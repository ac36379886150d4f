package io.showrunner.render;

import io.showrunner.story.AttemptDecision;
import io.showrunner.story.AttemptDecision.Step;
import io.showrunner.story.CollectReport;
import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the files of a scene's newest attempt say about the next one. Nothing of it is remembered in the process, so a
 * restart between two attempts changes neither what follows nor what the retry budget pays. Thread-safe.
 */
final class LastAttempt {
    private static final int MOST_SERVER_DEATHS = 3;
    /** A server may die so soon after the start of an execution that nobody saw it. */
    private static final int MOST_LOSSES = 10;

    private final StoryStore store;
    private final int retryBudget;

    LastAttempt(StoryStore store, int retryBudget) {
        this.store = store;
        this.retryBudget = retryBudget;
    }

    /** What follows the newest attempt; empty when there was none, or when it has not ended. */
    Optional<AttemptDecision> decision(SceneRecord scene) {
        Optional<RenderReport> rendered = file(scene, RenderReports.REPORT, RenderReport.class);
        Optional<CollectReport> refused =
                file(scene, "collect.json", CollectReport.class).filter(report -> report.failureKind() != null);
        return rendered.map(report -> refused.isPresent()
                ? AttemptDecision.after(scene, refused.get(), report.budget(retryBudget))
                : unlessPoison(scene, AttemptDecision.after(scene, report, report.budget(retryBudget))));
    }

    private AttemptDecision unlessPoison(SceneRecord scene, AttemptDecision decision) {
        if (decision.next() != Step.REDISPATCH) {
            return decision;
        }
        List<RenderReport> gone = reports(scene).stream()
                .filter(report ->
                        report.failureKind() != null && report.failureKind().isServerGone())
                .toList();
        long deaths =
                gone.stream().filter(report -> report.executionStart() != null).count();
        long losses = gone.stream()
                .filter(report -> report.failureKind() == FailureKind.CONNECTION_LOST)
                .count();
        return deaths < MOST_SERVER_DEATHS && losses < MOST_LOSSES
                ? decision
                : AttemptDecision.poison(Math.max(deaths, losses), decision.message());
    }

    /** Prompts of the scene that ran out of the server's memory. */
    List<RenderJob> outOfMemory(SceneRecord scene) {
        return reports(scene).stream()
                .filter(report -> report.failureKind() == FailureKind.OOM)
                .flatMap(
                        report -> store
                                .attemptFile(
                                        scene.storyId(),
                                        scene.sceneId(),
                                        report.dispatch(),
                                        "job.json",
                                        RenderJob.class)
                                .stream())
                .toList();
    }

    private List<RenderReport> reports(SceneRecord scene) {
        return IntStream.rangeClosed(scene.forgiven().dispatches() + 1, scene.dispatches())
                .mapToObj(dispatch -> store.attemptFile(
                        scene.storyId(), scene.sceneId(), dispatch, RenderReports.REPORT, RenderReport.class))
                .flatMap(Optional::stream)
                .toList();
    }

    /** True when the retry budget pays for the next attempt (Q4); an attempt that its server failed is paid already. */
    boolean isNextCounted(SceneRecord scene) {
        return scene.dispatches() == scene.forgiven().dispatches()
                || decision(scene)
                        .filter(decision -> decision.next() != Step.REDISPATCH)
                        .isPresent();
    }

    private <T> Optional<T> file(SceneRecord scene, String name, Class<T> type) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), name, type);
    }
}
