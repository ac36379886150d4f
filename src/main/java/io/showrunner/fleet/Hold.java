package io.showrunner.fleet;

/** Why an instance that answers gets no new prompt; of several, the first here is shown. */
public enum Hold {
    /** What was posted to it failed so often that it is left alone for a while (X4). */
    BREAKER(InstanceState.DOWN),
    /** A person asked for it. */
    DRAINING(InstanceState.DRAINING),
    /** Another node of the cluster drives it. */
    ELSEWHERE(InstanceState.ELSEWHERE),
    /** It executes a prompt of ours that was given up, and seems to hang; the next one would never begin. */
    HUNG(InstanceState.DOWN),
    /** It has less free memory than the minimum (F4). */
    LOW_VRAM(InstanceState.LOW_VRAM),
    /** Its queue is full (S1). */
    SATURATED(InstanceState.SATURATED),
    /** A language model has its card, or nobody has been given it yet. */
    LENT(InstanceState.LENT);

    private final InstanceState state;

    Hold(InstanceState state) {
        this.state = state;
    }

    InstanceState state() {
        return state;
    }
}
