package io.showrunner.writer;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How many tokens a request may ask for. One scene takes 250, what stands around the scenes 200; a story whose sum exceeds
 * the cap is asked for part by part, because a truncated story is worth nothing.
 *
 * @param cap most tokens of any one reply (C13)
 */
public record TokenBudget(int cap) {
    static final int STORY = 200;
    static final int SCENE = 250;
    private static final int OUTLINE = 260;
    private static final int REVIEW = 400;
    private static final int OUTLINE_ENTRY = 60;
    private static final int ENTRY_WITHOUT_LINE = 20;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int SHORTEST_LINE = 20;
    private static final int LONGEST_LINE = 140;

    /** Refuses a cap that lets nothing through. */
    public TokenBudget {
        if (cap < 1) {
            throw new IllegalArgumentException("showrunner.llm.max-tokens must be at least 1, not " + cap);
        }
    }

    /** True when all scenes fit into one reply. */
    boolean fitsInOneReply(int scenes) {
        return STORY + SCENE * scenes <= cap;
    }

    /** Answers that a story takes when none has to be asked for again: one, or its outline and each scene. */
    public int requests(int scenes) {
        return fitsInOneReply(scenes) ? 1 : 1 + scenes;
    }

    int story(int scenes) {
        return Math.min(cap, STORY + SCENE * scenes);
    }

    int outline(int scenes) {
        return Math.min(cap, OUTLINE + OUTLINE_ENTRY * scenes);
    }

    int review() {
        return Math.min(cap, REVIEW);
    }

    int scene() {
        return story(1);
    }

    /** Characters that the line of one scene may have so that the outline fits. */
    int outlineLineLength(int scenes) {
        int tokens = (outline(scenes) - OUTLINE) / scenes - ENTRY_WITHOUT_LINE;
        return Math.max(SHORTEST_LINE, Math.min(LONGEST_LINE, tokens * CHARACTERS_PER_TOKEN));
    }

    /** What to change when a reply of the cap's length is too short for a single scene; empty when it is not. */
    Optional<String> sceneWarning() {
        return cap >= STORY + SCENE
                ? Optional.empty()
                : Optional.of("showrunner.llm.max-tokens=" + cap + " is less than the " + (STORY + SCENE)
                        + " tokens (" + STORY + " + " + SCENE + ") that a story of one scene takes: answers will be cut"
                        + " off. Raise it to " + (STORY + SCENE) + " or more.");
    }

    /**
     * Whether one reply of the cap's length can arrive before the timeout.
     *
     * @param tokensPerSecond observed or assumed speed of the model
     * @return what does not fit and what to change; empty when it fits
     */
    Optional<String> timeoutWarning(double tokensPerSecond, Duration timeout) {
        double seconds = cap / tokensPerSecond;
        if (seconds < timeout.toSeconds()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "showrunner.llm.max-tokens=%d at %.1f tokens per second takes %.0f s, but showrunner.llm.timeout is %d s:"
                        + " long replies will be lost. Raise the timeout above %.0f s or lower max-tokens to %d.",
                cap,
                tokensPerSecond,
                seconds,
                timeout.toSeconds(),
                seconds,
                (int) (timeout.toSeconds() * tokensPerSecond)));
    }
}
