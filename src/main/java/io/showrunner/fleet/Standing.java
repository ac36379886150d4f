package io.showrunner.fleet;

import java.util.Set;

/**
 * Everything that decides whether an instance may get a prompt, and how much it has.
 *
 * @param answers false while it does not answer, or it is not settled that it does
 * @param onTrial after failures, it gets one prompt at a time
 * @param prompts prompts of ours that it holds, is about to get, or keeps while nobody follows them
 * @param depth prompts in its queue when it last told, anyone's
 * @param depthReports how often it has told
 */
public record Standing(
        String id, boolean answers, Set<Hold> holds, boolean onTrial, int prompts, int depth, long depthReports) {

    /** True when it is held for this reason, among others maybe. */
    public boolean isHeld(Hold hold) {
        return holds.contains(hold);
    }
}
