package io.showrunner.story;

/**
 * What a person wants to happen to a story or to one of its scenes.
 *
 * @param sceneId null when the whole story is meant
 * @param priority for {@link Action#PRIORITISE} only, else null
 */
public record Control(Action action, String storyId, String sceneId, Priority priority) {
    /** What can be asked for. */
    public enum Action {
        /** Give up what has not come to its end. */
        CANCEL,
        /** Let what waits go on waiting, until it is resumed. */
        PAUSE,
        /** Let what is paused wait for its turn again. */
        RESUME,
        /** Try again what failed or was cancelled. */
        RETRY,
        /** Before everything else that waits. */
        FRONT,
        /** After everything else of its priority. */
        BACK,
        /** Sooner or later than it was wanted. */
        PRIORITISE
    }

    /** Names what is meant, for messages. */
    String subject() {
        return sceneId == null ? storyId : storyId + "/" + sceneId;
    }
}
