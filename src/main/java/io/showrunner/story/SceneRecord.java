package io.showrunner.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * What is true about a scene right now: {@code record.json} in its folder. It outranks every message: one whose
 * generation differs, or which names a terminal scene, is dropped.
 *
 * @param sequence order of entry among all scenes
 * @param generation raised by every superseding change of state, place or priority
 * @param attempts attempts begun and paid from the retry budget; a re-dispatch after a dead server is not counted
 * @param dispatches prompts prepared in all, re-dispatches included: the number of the newest attempt folder
 * @param failureKind why the scene failed; null unless it did
 * @param message one sentence for people; null when there is nothing to say
 */
public record SceneRecord(
        String storyId,
        String sceneId,
        SceneState state,
        Priority priority,
        long sequence,
        int generation,
        int attempts,
        int dispatches,
        FailureKind failureKind,
        String message,
        Instant changedAt) {

    /** The same scene in another state. */
    public SceneRecord to(SceneState next, FailureKind kind, String why, Instant when) {
        return new SceneRecord(
                storyId, sceneId, next, priority, sequence, generation, attempts, dispatches, kind, why, when);
    }

    /** The same scene, waiting for another attempt; messages about it from before are outdated. */
    public SceneRecord waitingAgain(String why, Instant when) {
        return new SceneRecord(
                storyId,
                sceneId,
                SceneState.WAITING,
                priority,
                sequence,
                generation + 1,
                attempts,
                dispatches,
                null,
                why,
                when);
    }

    /** The same scene with one more prompt prepared, counted against the budget or not. */
    public SceneRecord dispatched(boolean counted, Instant when) {
        return new SceneRecord(
                storyId,
                sceneId,
                SceneState.RUNNING,
                priority,
                sequence,
                generation,
                counted ? attempts + 1 : attempts,
                dispatches + 1,
                null,
                null,
                when);
    }

    /** The id by which a broker recognises a second copy of the same message. */
    @JsonIgnore
    public String messageId() {
        return storyId + ":" + sceneId + ":" + generation;
    }
}
