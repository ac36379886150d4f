package io.showrunner.story;

import io.showrunner.story.Control.Action;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        Change change =
                control.sceneId() == null && store.story(story.storyId()).isEmpty()
                        ? unwritten(control, story)
                        : scenes(control, story);
        if (control.action() == Action.PRIORITISE && control.sceneId() == null) {
            store.update(story.storyId(), now -> now.wanted(control.priority(), clock.instant()));
        }
        if (control.action() == Action.RETRY && change.story().state() == StoryState.INCOMPLETE) {
            store.update(story.storyId(), now -> now.to(StoryState.WRITTEN, clock.instant(), change.message()));
        }
        return change;
    }

    /**
     * Raises the urgency of scenes that have waited for too long (M11).
     *
     * @param ageing in milliseconds
     */
    public List<SceneRecord> age(long ageing) {
        return order.aged(Duration.ofMillis(ageing)).stream()
                .map(scene -> changeIf(scene, SceneState.WAITING, order::raised))
                .flatMap(Optional::stream)
                .toList();
    }

    private Change unwritten(Control control, StoryRecord story) {
        boolean ended = story.state() == StoryState.CANCELLED || story.state() == StoryState.FAILED;
        boolean possible =
                switch (control.action()) {
                    case CANCEL -> !ended;
                    case PAUSE -> story.state() == StoryState.ACCEPTED;
                    case RESUME -> story.state() == StoryState.PAUSED;
                    case RETRY -> ended;
                    case PRIORITISE -> !ended;
                    case FRONT, BACK -> false;
                };
        if (!possible) {
            throw refused(control, story.state().name() + " and not written yet");
        }
        String why = sentence(control);
        StoryRecord after = store.update(story.storyId(), now -> switch (control.action()) {
            case CANCEL -> now.to(StoryState.CANCELLED, clock.instant(), why);
            case PAUSE -> now.to(StoryState.PAUSED, clock.instant(), why);
            case RESUME, RETRY -> now.queuedAgain(StoryState.ACCEPTED, now.priority(), clock.instant(), why);
            default -> now.queuedAgain(now.state(), control.priority(), clock.instant(), now.message());
        });
        return new Change(after, List.of(), List.of(), List.of(), why);
    }

    private Change scenes(Control control, StoryRecord story) {
        List<SceneRecord> meant = store.sceneRecords(story.storyId()).stream()
                .filter(scene -> control.sceneId() == null || scene.sceneId().equals(control.sceneId()))
                .toList();
        if (meant.isEmpty()) {
            throw ControlRefused.unknown("scene " + control.subject());
        }
        List<SceneRecord> changed = new ArrayList<>();
        List<SceneRecord> ended = new ArrayList<>();
        List<String> promptIds = new ArrayList<>();
        for (SceneRecord scene : meant) {
            if (isPossible(control.action(), scene)) {
                Optional<SceneRecord> after = changeIf(scene, scene.state(), now -> changed(control, now));
                after.ifPresent(changed::add);
                after.filter(now -> now.state().isTerminal()).ifPresent(now -> {
                    if (scene.state() == SceneState.RUNNING) {
                        prompt(now).map(RenderJob::promptId).ifPresent(promptIds::add);
                    } else {
                        ended.add(now);
                    }
                });
            }
        }
        if (changed.isEmpty()) {
            throw refused(control, stateOf(control, story, meant));
        }
        if (control.action() == Action.FRONT) {
            changed.addAll(moveBehind(changed));
        }
        return new Change(
                store.record(story.storyId()).orElseThrow(), waiting(changed), ended, promptIds, sentence(control));
    }

    private static List<SceneRecord> waiting(List<SceneRecord> changed) {
        return changed.stream()
                .filter(scene -> scene.state() == SceneState.WAITING)
                .toList();
    }

    private static String stateOf(Control control, StoryRecord story, List<SceneRecord> meant) {
        return control.sceneId() == null
                ? story.state().name()
                : meant.get(0).state().name();
    }

    /** Scenes that were moved to the front before come behind those that are moved there now. */
    private List<SceneRecord> moveBehind(List<SceneRecord> moved) {
        return order.waiting().stream()
                .filter(scene -> scene.urgency() == SceneOrder.FRONT)
                .filter(scene -> moved.stream().noneMatch(scene::equals))
                .map(scene -> changeIf(
                        scene, SceneState.WAITING, now -> order.again(now, "another one was moved to the front")))
                .flatMap(Optional::stream)
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

    private Optional<RenderJob> prompt(SceneRecord scene) {
        return store.attemptFile(scene.storyId(), scene.sceneId(), scene.dispatches(), "job.json", RenderJob.class);
    }

    private Optional<SceneRecord> changeIf(SceneRecord scene, SceneState expected, UnaryOperator<SceneRecord> change) {
        SceneRecord after = store.update(
                scene.storyId(), scene.sceneId(), now -> now.state() == expected ? change.apply(now) : now);
        return after.equals(scene) ? Optional.empty() : Optional.of(after);
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
