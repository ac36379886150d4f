package io.showrunner.story;

import io.showrunner.story.Control.Action;
import io.showrunner.story.SceneChanges.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes what is to happen to stories and scenes by changing their records: a superseding record first, then whatever
 * the queues have to be told. A process killed in between finds the record at its next start. Thread-safe.
 */
public final class StoryControl {
    private final StoryStore store;
    private final SceneOrder order;
    private final SceneChanges changes;
    private final Clock clock;

    public StoryControl(StoryStore store, SceneOrder order, Clock clock) {
        this.store = store;
        this.order = order;
        this.changes = new SceneChanges(store, order, clock);
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
        refuseUnapproved(control, story);
        return control.sceneId() == null && !hasScenes(story)
                ? unwritten(control).orElseGet(() -> scenes(control))
                : scenes(control);
    }

    /** What is not approved is cancelled, tried again, and wanted sooner or later as a whole. */
    private void refuseUnapproved(Control control, StoryRecord story) {
        boolean waits = story.state() == StoryState.AWAITING_APPROVAL;
        boolean ended = control.action() == Action.RETRY
                && control.sceneId() != null
                && store.story(control.storyId()).stream().anyMatch(Story::isUnapproved);
        if (ended || (waits && !ControlWords.isForUnapproved(control))) {
            throw ControlWords.unapproved(control);
        }
    }

    /**
     * Raises the urgency of scenes that have waited for too long (M11).
     *
     * @param ageing in milliseconds
     */
    public List<SceneRecord> age(long ageing) {
        return order.aged(Duration.ofMillis(ageing)).stream()
                .map(changes::raise)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Changes the story as a whole; empty when it has scenes to change meanwhile. */
    private Optional<Change> unwritten(Control control) {
        String why = ControlWords.done(control);
        StoryRecord after = store.update(control.storyId(), now -> hasScenes(now) ? now : unwritten(control, now, why));
        return hasScenes(after)
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
            throw ControlWords.refused(control, story.state().name() + " and not written yet");
        }
        return switch (control.action()) {
            case CANCEL -> story.to(StoryState.CANCELLED, clock.instant(), why);
            case PAUSE -> story.to(StoryState.PAUSED, clock.instant(), why);
            case RESUME, RETRY -> story.queuedAgain(StoryState.ACCEPTED, story.priority(), clock.instant(), why);
            default -> story.queuedAgain(story.state(), control.priority(), clock.instant(), story.message());
        };
    }

    private static boolean hasScenes(StoryRecord story) {
        return story.state().hasOpenScenes()
                || story.state() == StoryState.AWAITING_APPROVAL
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
                .map(scene -> changes.apply(control, scene))
                .flatMap(Optional::stream)
                .toList();
        if (steps.isEmpty()) {
            throw ControlWords.refused(control, stateOf(control));
        }
        List<SceneRecord> changed = steps.stream().map(Step::after).toList();
        return new Change(
                storyAfter(control, changed),
                changed,
                waiting(control, changed),
                steps.stream().filter(Step::isEnd).map(Step::after).toList(),
                steps.stream()
                        .map(changes::promptToEnd)
                        .flatMap(Optional::stream)
                        .toList(),
                ControlWords.done(control));
    }

    private StoryRecord storyAfter(Control control, List<SceneRecord> changed) {
        boolean asksAnew = control.action() == Action.RETRY
                && changed.stream().anyMatch(scene -> scene.state() == SceneState.UNWRITTEN);
        return store.update(control.storyId(), story -> {
            if (control.action() == Action.PRIORITISE && control.sceneId() == null) {
                return story.wanted(control.priority(), clock.instant());
            }
            if (asksAnew && !story.state().awaitsWords()) {
                return story.queuedAgain(
                        StoryState.WRITING, story.priority(), clock.instant(), ControlWords.done(control));
            }
            return control.action() == Action.RETRY && story.state() == StoryState.INCOMPLETE
                    ? story.to(triedAgain(changed), clock.instant(), ControlWords.done(control))
                    : story;
        });
    }

    private static StoryState triedAgain(List<SceneRecord> scenes) {
        return scenes.stream().anyMatch(scene -> scene.state() == SceneState.AWAITING_APPROVAL)
                ? StoryState.AWAITING_APPROVAL
                : StoryState.WRITTEN;
    }

    private List<SceneRecord> waiting(Control control, List<SceneRecord> changed) {
        return Stream.concat(
                        changed.stream(),
                        control.action() == Action.FRONT ? changes.moveBehind(changed).stream() : Stream.empty())
                .filter(SceneChanges::waits)
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
}
