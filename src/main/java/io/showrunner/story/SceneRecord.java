package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;

/**
 * What is true about a scene right now: {@code record.json} in its folder. It outranks every message: one whose
 * generation differs, or which names a terminal scene, is dropped.
 *
 * @param priority as the brief or a person asked for
 * @param urgency JMS priority of its message: that of the priority, raised by age or by a move to the front
 * @param turn round in which the scene comes among the waiting ones of the same urgency, one scene per owner in each; see {@link FairTurns}
 * @param sequence order among the waiting scenes of the same turn
 * @param generation raised by every change that sends another message
 * @param attempts attempts begun and paid from the retry budget; a re-dispatch after a dead server is not counted
 * @param dispatches prompts prepared in all, re-dispatches included: the number of the newest attempt folder
 * @param forgiven what of these was spent before a person asked for another try
 * @param failureKind why the scene failed; null unless it did
 * @param message one sentence for people; null when there is nothing to say
 */
@RecordBuilder
public record SceneRecord(
        String storyId,
        String sceneId,
        SceneState state,
        Priority priority,
        int urgency,
        long turn,
        long sequence,
        int generation,
        int attempts,
        int dispatches,
        Spent forgiven,
        FailureKind failureKind,
        String message,
        Instant changedAt)
        implements Correlated {

    @Override
    public Map<String, String> correlation() {
        return Map.of("storyId", storyId, "sceneId", sceneId);
    }

    /** Which scene it is. */
    public SceneId id() {
        return new SceneId(storyId, sceneId);
    }

    /** Attempts and prompts that neither the retry budget nor the count of dead servers looks at any more. */
    public record Spent(int attempts, int dispatches) {
        /** A scene whose first try is still going on. */
        public static final Spent NOTHING = new Spent(0, 0);
    }

    /** A scene that was just written. */
    public static SceneRecord written(String storyId, String sceneId, Priority priority, long sequence, Instant when) {
        return new SceneRecord(
                storyId,
                sceneId,
                SceneState.WAITING,
                priority,
                priority.onTheWire(),
                0,
                sequence,
                1,
                0,
                0,
                Spent.NOTHING,
                null,
                null,
                when);
    }

    private SceneRecordBuilder copy() {
        return SceneRecordBuilder.builder(this);
    }

    /** The same scene in another state; its messages, if there are any, stay what they are. */
    public SceneRecord to(SceneState next, FailureKind kind, String why, Instant when) {
        return copy().state(next).failureKind(kind).message(why).changedAt(when).build();
    }

    /** The same scene, waiting with a new message; messages about it from before are outdated. */
    public SceneRecord waitingAgain(String why, Instant when) {
        return to(SceneState.WAITING, null, why, when).sentAgain();
    }

    /** The same scene at another place among those that wait; needs a new message to take effect. */
    public SceneRecord at(Priority wanted, int onTheWire, long place) {
        return copy().priority(wanted).urgency(onTheWire).sequence(place).build();
    }

    /** The same scene in another round; needs a new message to take effect. */
    SceneRecord inTurn(long round) {
        return copy().turn(round).build();
    }

    /** The same scene at the same place with a new message; the one from before is outdated. */
    SceneRecord sentAgain() {
        return copy().generation(generation + 1).build();
    }

    /** The same scene with its whole retry budget before it again. */
    public SceneRecord triedAnew() {
        return copy().forgiven(new Spent(attempts, dispatches)).build();
    }

    /** The same scene with one more prompt prepared, counted against the budget or not. */
    public SceneRecord dispatched(boolean counted, Instant when) {
        return to(SceneState.RUNNING, null, null, when)
                .copy()
                .attempts(counted ? attempts + 1 : attempts)
                .dispatches(dispatches + 1)
                .build();
    }

    /** Attempts that the retry budget has paid. */
    @JsonIgnore
    public int attemptsPaid() {
        return attempts - forgiven.attempts();
    }

    /**
     * The id by which a broker recognises a second copy of the same message. The sequence is not that of the same scene of a
     * deleted story, and changes only together with the generation.
     */
    @JsonIgnore
    public String messageId() {
        return storyId + ":" + sceneId + ":" + sequence + ":" + generation;
    }
}
