package io.showrunner.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * In which order waiting scenes get their turn: the most urgent first, then their owners in turn ({@link FairTurns}), then first
 * come, first served. The order is in the records; a broker that keeps priorities follows it. Thread-safe.
 */
public final class SceneOrder {
    /** The JMS priority of a scene that a person moved before everything else. */
    static final int FRONT = 9;

    private static final int A_LEVEL = Priority.NORMAL.onTheWire() - Priority.LOW.onTheWire();
    private static final int SEQUENCES_PER_MILLISECOND = 100;
    /** The next one first. */
    public static final Comparator<SceneRecord> RUN_ORDER = Comparator.comparingInt(SceneRecord::urgency)
            .reversed()
            .thenComparingLong(SceneRecord::turn)
            .thenComparingLong(SceneRecord::sequence);

    private final ReadableRecords records;
    private final FairTurns turns;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    /** For those who look at the order, and for one owner. */
    public SceneOrder(StoryStore store, Clock clock) {
        this(store, FairTurns.NONE, clock);
    }

    public SceneOrder(StoryStore store, FairTurns turns, Clock clock) {
        this.records = new ReadableRecords(store);
        this.turns = turns;
        this.clock = clock;
    }

    /** Every scene that waits for a GPU, the next one first. */
    public List<SceneRecord> waiting() {
        return scenes(SceneState.WAITING);
    }

    /** Every scene in one of these states of a story that is still to be rendered; by state, then in run order. */
    List<SceneRecord> scenes(SceneState... states) {
        return records.stories().stream()
                .filter(story -> story.state().hasOpenScenes())
                .flatMap(story -> records.scenes(story.storyId()).stream())
                .filter(scene -> List.of(states).contains(scene.state()))
                .sorted(Comparator.comparing(SceneRecord::state).thenComparing(RUN_ORDER))
                .toList();
    }

    /**
     * Scenes that have waited so long since their last change of place that they become one level more urgent (M11). Where owners
     * take turns only what more urgent scenes keep waiting does, because a long backlog would overtake everybody else otherwise.
     */
    public List<SceneRecord> aged(Duration ageing) {
        Instant longAgo = clock.instant().minus(ageing);
        List<SceneRecord> waiting = waiting();
        boolean isOneOwner = waiting.stream()
                        .map(scene -> turns.owner(scene.storyId()))
                        .distinct()
                        .count()
                < 2;
        return waiting.stream()
                .filter(scene -> scene.urgency() < Priority.HIGH.onTheWire())
                .filter(scene -> isOneOwner || waiting.get(0).urgency() > scene.urgency())
                .filter(scene -> scene.changedAt().isBefore(longAgo))
                .toList();
    }

    /** The scene one level more urgent, after those that are there already. */
    SceneRecord raised(SceneRecord scene) {
        return moved(scene, scene.priority(), scene.urgency() + A_LEVEL, "waited long, and is more urgent now");
    }

    /** The scene before all others; those moved to the front earlier have to be moved behind it. */
    SceneRecord first(SceneRecord scene) {
        return moved(scene, scene.priority(), FRONT, "moved to the front");
    }

    /** The scene behind the others of its priority. */
    SceneRecord last(SceneRecord scene) {
        return turns.placedLast(at(scene, scene.priority(), scene.priority().onTheWire(), "moved to the back"));
    }

    /** The scene behind the others of another priority. */
    SceneRecord wanted(SceneRecord scene, Priority priority) {
        return moved(scene, priority, priority.onTheWire(), "wanted with priority " + priority.word());
    }

    /** The scene behind the others of its urgency, whatever its state was. */
    SceneRecord again(SceneRecord scene, String why) {
        return moved(scene, scene.priority(), scene.urgency(), why);
    }

    /** The scene's urgency in a word: that of a priority, which need not be its own, or {@code front}. */
    static String urgency(SceneRecord scene) {
        return scene.urgency() == FRONT
                ? "front"
                : Arrays.stream(Priority.values())
                        .filter(priority -> priority.onTheWire() <= scene.urgency())
                        .findFirst()
                        .orElse(Priority.LOW)
                        .word();
    }

    private SceneRecord moved(SceneRecord scene, Priority priority, int urgency, String why) {
        return turns.placed(at(scene, priority, urgency, why));
    }

    private SceneRecord at(SceneRecord scene, Priority priority, int urgency, String why) {
        return scene.at(priority, urgency, nextSequence()).waitingAgain(why, clock.instant());
    }

    private long nextSequence() {
        long now = clock.millis() * SEQUENCES_PER_MILLISECOND;
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }
}
