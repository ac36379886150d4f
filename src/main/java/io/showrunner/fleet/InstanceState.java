package io.showrunner.fleet;

/** Whether an instance may get a prompt, and why not. */
public enum InstanceState {
    /** Not heard from since the start. */
    UNKNOWN,
    UP,
    /** Its queue is full, foreign prompts included. */
    SATURATED,
    /** Less free VRAM than the minimum. */
    LOW_VRAM,
    /** A language model has its card. */
    LENT,
    /** Another node of the cluster drives it. */
    ELSEWHERE,
    /** A person asked that it gets no more prompts. */
    DRAINING,
    /** Three probes in a row went unanswered, its breaker is open, or it hangs. */
    DOWN;

    /** True when scenes are rendered there, whichever node sends them. */
    public boolean isAtWork() {
        return this == UP || this == ELSEWHERE;
    }
}
