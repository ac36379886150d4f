package io.showrunner.callback;

import java.net.URI;
import java.time.Instant;

/**
 * That the end of a story is told: {@code callback.json} in its folder.
 *
 * @param id the same for every attempt, another one for every end that the story comes to
 * @param body what is posted, JSON
 * @param attempts that failed
 * @param nextAt not before then; null when nothing more is tried
 * @param message why it is not told; null when there is nothing to say
 */
public record Callback(
        String id, String storyId, URI url, String body, State state, int attempts, Instant nextAt, String message) {
    /** Where it stands. */
    public enum State {
        WAITING,
        TOLD,
        GIVEN_UP
    }

    boolean isDue(Instant now) {
        return state == State.WAITING && !nextAt.isAfter(now);
    }

    Callback told() {
        return new Callback(id, storyId, url, body, State.TOLD, attempts, null, null);
    }

    Callback failed(Instant next, String why) {
        return new Callback(id, storyId, url, body, State.WAITING, attempts + 1, next, why);
    }

    Callback givenUp(int failures, String why) {
        return new Callback(id, storyId, url, body, State.GIVEN_UP, failures, null, why);
    }
}
