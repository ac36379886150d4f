package io.showrunner.story;

import io.showrunner.story.Control.Action;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Changes what is to happen to stories and scenes by changing their records: a superseding record first, then whatever
 * the queues have to be told. A process killed in between finds the record at its next start. Thread-safe.
 */
public final class StoryControl {
    private final StoryStore store;
    private final SceneOrder order;
    private final Clock clock;

    public StoryControl(StoryStore store, SceneOrder order, Clock clock) {
        this.store = store;
        this.order = order;
        this.clock = clock;
    }

    /**
     * Does what a person wants.
     *
     * @throws ControlRefused when the story or scene is unknown, or stands where this cannot be done
     */
    public Change apply(Control control) {
        StoryRecord story = Optional.of(control.storyId())
                .filter(store::exists)
                .flatMap(store::record)
                .orElseThrow(() -> ControlRefused.unknown("story " + control.storyId()));
        return control.sceneId() == null && !isWritten(story)
                ? unwritten(control).orElseGet(() -> scenes(control))
                : scenes(control);
    }

    /**
     * Raises the urgency of scenes that have waited for too long (M11).
     *
     * @param ageing in milliseconds
     */
    public List<SceneRecord> age(long ageing) {
        return order.aged(Duration.ofMillis(ageing)).stream()
                .map(scene -> changeIf(scene, StoryControl::waits, order::raised))
                .flatMap(Optional::stream)
                .map(Step::after)
                .toList();
    }

    /** Changes the story as a whole; empty when it was written meanwhile and has scenes to change. */
    private Optional<Change> unwritten(Control control) {
        String why = sentence(control);
        StoryRecord after = store.update(control.storyId(), now -> isWritten(now) ? now : unwritten(control, now, why));
        return isWritten(after)
                ? Optional.empty()
                : Optional.of(new Change(after, List.of(), List.of(), List.of(), List.of(), why));
    }

    private StoryRecord unwritten(Control control, StoryRecord story, String why) {
        boolean ended = story.state() == StoryState.CANCELLED || story.state() == StoryState.FAILED;
        boolean possible =
                switch (control.action()) {
                    case CANCEL, PRIORITISE -> !ended;
                    case PAUSE -> story.state() == StoryState.ACCEPTED;
                    case RESUME -> story.state() == StoryState.PAUSED;
                    case RETRY -> ended;
                    case FRONT, BACK -> false;
                };
        if (!possible) {
            throw refused(control, story.state().name() + " and not written yet");
        }
        return switch (control.action()) {
            case CANCEL -> story.to(StoryState.CANCELLED, clock.instant(), why);
            case PAUSE -> story.to(StoryState.PAUSED, clock.instant(), why);
            case RESUME, RETRY -> story.queuedAgain(StoryState.ACCEPTED, story.priority(), clock.instant(), why);
            default -> story.queuedAgain(story.state(), control.priority(), clock.instant(), story.message());
        };
    }

    private static boolean isWritten(StoryRecord story) {
        return story.state() == StoryState.WRITTEN
                || story.state() == StoryState.FINISHED
                || story.state() == StoryState.INCOMPLETE;
    }

    private Change scenes(Control control) {
        List<SceneRecord> meant = store.sceneRecords(control.storyId()).stream()
                .filter(scene -> control.sceneId() == null || scene.sceneId().equals(control.sceneId()))
                .toList();
        if (meant.isEmpty()) {
            throw ControlRefused.unknown("scene " + control.subject());
        }
        List<Step> steps = meant.stream()
                .map(scene -> changeIf(scene, now -> isPossible(control.action(), now), now -> changed(control, now)))
                .flatMap(Optional::stream)
                .toList();
        if (steps.isEmpty()) {
            throw refused(control, stateOf(control));
        }
        List<SceneRecord> changed = steps.stream().map(Step::after).toList();
        return new Change(
                storyAfter(control),
                changed,
                waiting(control, changed),
                steps.stream().filter(Step::isEnd).map(Step::after).toList(),
                steps.stream().map(this::promptToEnd).flatMap(Optional::stream).toList(),
                sentence(control));
    }

    private StoryRecord storyAfter(Control control) {
        return store.update(control.storyId(), story -> {
            if (control.action() == Action.PRIORITISE && control.sceneId() == null) {
                return story.wanted(control.priority(), clock.instant());
            }
            return control.action() == Action.RETRY && story.state() == StoryState.INCOMPLETE
                    ? story.to(StoryState.WRITTEN, clock.instant(), sentence(control))
                    : story;
        });
    }

    private List<SceneRecord> waiting(Control control, List<SceneRecord> changed) {
        return Stream.concat(
                        changed.stream(),
                        control.action() == Action.FRONT ? moveBehind(changed).stream() : Stream.empty())
                .filter(StoryControl::waits)
                .toList();
    }

    private String stateOf(Control control) {
        return control.sceneId() == null
                ? store.record(control.storyId()).orElseThrow().state().name()
                : store.sceneRecord(control.storyId(), control.sceneId())
                        .orElseThrow()
                        .state()
                        .name();
    }

    /** Scenes that were moved to the front before come behind those that are moved there now. */
    private List<SceneRecord> moveBehind(List<SceneRecord> moved) {
        return order.waiting().stream()
                .filter(scene -> scene.urgency() == SceneOrder.FRONT)
                .filter(scene -> moved.stream().noneMatch(scene::equals))
                .map(scene -> changeIf(
                        scene, StoryControl::waits, now -> order.again(now, "another one was moved to the front")))
                .flatMap(Optional::stream)
                .map(Step::after)
                .toList();
    }

    private boolean isPossible(Action action, SceneRecord scene) {
        SceneState state = scene.state();
        return switch (action) {
            case CANCEL -> !state.isTerminal();
            case PAUSE, FRONT, BACK, PRIORITISE -> state == SceneState.WAITING;
            case RESUME -> state == SceneState.PAUSED;
            case RETRY -> (state == SceneState.FAILED || state == SceneState.CANCELLED) && !isOnItsServer(scene);
        };
    }

    private static boolean waits(SceneRecord scene) {
        return scene.state() == SceneState.WAITING;
    }

    private SceneRecord changed(Control control, SceneRecord scene) {
        return switch (control.action()) {
            case CANCEL ->
                scene.to(SceneState.CANCELLED, FailureKind.CANCELLED, "cancelled by a person", clock.instant());
            case PAUSE -> scene.to(SceneState.PAUSED, null, "paused by a person", clock.instant());
            case RESUME -> order.again(scene, null);
            case RETRY -> order.again(scene.triedAnew(), "tried again by a person");
            case FRONT -> order.first(scene);
            case BACK -> order.last(scene);
            case PRIORITISE -> order.wanted(scene, control.priority());
        };
    }

    /** A cancelled prompt that its follower has not concluded yet may still be executed. */
    private boolean isOnItsServer(SceneRecord scene) {
        return prompt(scene).isPresent()
                && !Files.exists(store.attemptFolder(scene.storyId(), scene.sceneId(), scene.dispatches())
                        .resolve("render.json"));
    }

    private Optional<String> promptToEnd(Step step) {
        return step.before().state() == SceneState.RUNNING
                ? prompt(step.after()).map(RenderJob::promptId)
                : Optional.empty();
    }

    private Optional<RenderJob> prompt(SceneRecord scene) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), "job.json", RenderJob.class);
    }

    /** What is possible is judged by the record as it is when it is changed: a stage may have changed it meanwhile. */
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

    /** One scene's record, before and after. */
    private record Step(SceneRecord before, SceneRecord after) {
        /** True when the scene came to its end and no stage holds it that would say so. */
        boolean isEnd() {
            return after.state().isTerminal() && before.state() != SceneState.RUNNING;
        }
    }

    private static String sentence(Control control) {
        return control.subject()
                + switch (control.action()) {
                    case CANCEL -> " is cancelled";
                    case PAUSE -> " is paused; what runs goes on to its end";
                    case RESUME -> " waits for its turn again";
                    case RETRY -> " is tried again";
                    case FRONT -> " is the next one";
                    case BACK -> " is the last one of its priority";
                    case PRIORITISE ->
                        " is wanted with priority " + control.priority().word();
                };
    }

    private static ControlRefused refused(Control control, String state) {
        return ControlRefused.because(control.subject() + " is " + state + ": "
                + switch (control.action()) {
                    case CANCEL -> "there is nothing left to cancel";
                    case PAUSE -> "only what waits can be paused; cancel what runs";
                    case RESUME -> "nothing of it is paused";
                    case RETRY -> "only what failed or was cancelled can be tried again, once it is off its server";
                    case FRONT, BACK, PRIORITISE -> "nothing of it waits for its turn";
                });
    }
}
