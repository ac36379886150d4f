package io.showrunner.story;

import io.showrunner.story.Control.Action;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a person wants of single scenes: whether it can be done, and the record that follows. Judged by the record as it is
 * when it is changed, because a stage may have changed it meanwhile. Thread-safe.
 */
final class SceneChanges {
    private final StoryStore store;
    private final SceneOrder order;
    private final Clock clock;

    SceneChanges(StoryStore store, SceneOrder order, Clock clock) {
        this.store = store;
        this.order = order;
        this.clock = clock;
    }

    /** One scene's record, before and after. */
    record Step(SceneRecord before, SceneRecord after) {
        /** True when the scene came to its end and no stage holds it that would say so. */
        boolean isEnd() {
            return after.state().isTerminal() && before.state() != SceneState.RUNNING;
        }
    }

    /** Does it; empty when it cannot be done. */
    Optional<Step> apply(Control control, SceneRecord scene) {
        return changeIf(scene, now -> isPossible(control.action(), now), now -> changed(control, now));
    }

    /** One level more urgent, if the scene still waits. */
    Optional<SceneRecord> raise(SceneRecord scene) {
        return changeIf(scene, SceneChanges::waits, order::raised).map(Step::after);
    }

    /** Scenes that were moved to the front before come behind those that are moved there now. */
    List<SceneRecord> moveBehind(List<SceneRecord> moved) {
        return order.waiting().stream()
                .filter(scene -> scene.urgency() == SceneOrder.FRONT)
                .filter(scene -> moved.stream().noneMatch(scene::equals))
                .map(scene -> changeIf(
                        scene, SceneChanges::waits, now -> order.again(now, "another one was moved to the front")))
                .flatMap(Optional::stream)
                .map(Step::after)
                .toList();
    }

    /** The prompt on a server whose follower must look at the record at once; empty when there is none. */
    Optional<String> promptToEnd(Step step) {
        return step.before().state() == SceneState.RUNNING
                ? prompt(step.after()).map(RenderJob::promptId)
                : Optional.empty();
    }

    static boolean waits(SceneRecord scene) {
        return scene.state() == SceneState.WAITING;
    }

    private boolean isPossible(Action action, SceneRecord scene) {
        SceneState state = scene.state();
        return switch (action) {
            case CANCEL -> !state.isTerminal();
            case PAUSE -> state == SceneState.WAITING || state == SceneState.UNWRITTEN;
            case PRIORITISE ->
                state == SceneState.WAITING || state == SceneState.UNWRITTEN || state == SceneState.AWAITING_APPROVAL;
            case FRONT, BACK -> state == SceneState.WAITING;
            case RESUME -> state == SceneState.PAUSED;
            case RETRY -> (state == SceneState.FAILED || state == SceneState.CANCELLED) && !isOnItsServer(scene);
        };
    }

    private SceneRecord changed(Control control, SceneRecord scene) {
        return switch (control.action()) {
            case CANCEL ->
                scene.to(SceneState.CANCELLED, FailureKind.CANCELLED, "cancelled by a person", clock.instant());
            case PAUSE -> scene.to(SceneState.PAUSED, null, "paused by a person", clock.instant());
            case RESUME -> due(order.again(scene, null));
            case RETRY -> due(order.again(scene.triedAnew(), "tried again by a person"));
            case FRONT -> order.first(scene);
            case BACK -> order.last(scene);
            case PRIORITISE -> due(order.wanted(scene, control.priority()));
        };
    }

    /** A scene that has no words yet waits for them first, and one whose words nobody has approved for that. */
    private SceneRecord due(SceneRecord waiting) {
        if (store.writtenScene(waiting.storyId(), waiting.sceneId()).isPresent()) {
            return waiting;
        }
        boolean unapproved = store.story(waiting.storyId()).stream().anyMatch(Story::isUnapproved);
        SceneState first = unapproved ? SceneState.AWAITING_APPROVAL : SceneState.UNWRITTEN;
        return waiting.to(first, null, waiting.message(), waiting.changedAt());
    }

    /** A cancelled prompt that its follower has not concluded yet may still be executed. */
    private boolean isOnItsServer(SceneRecord scene) {
        return prompt(scene).isPresent()
                && !Files.exists(store.attemptFolder(scene.storyId(), scene.sceneId(), scene.dispatches())
                        .resolve("render.json"));
    }

    private Optional<RenderJob> prompt(SceneRecord scene) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), "job.json", RenderJob.class);
    }

    private Optional<Step> changeIf(
            SceneRecord scene, Predicate<SceneRecord> condition, UnaryOperator<SceneRecord> change) {
        AtomicReference<SceneRecord> before = new AtomicReference<>();
        SceneRecord after = store.update(scene.storyId(), scene.sceneId(), now -> {
            if (!condition.test(now)) {
                return now;
            }
            before.set(now);
            return change.apply(now);
        });
        return Optional.ofNullable(before.get()).map(was -> new Step(was, after));
    }
}
