package io.showrunner.routes;

/**
 * What makes work in a route end early. Closed only while routes are swapped that are at work, opened again when the new
 * ones run; whoever waits at it must throw, so that its message goes back to the queue.
 */
public record SwapGate(Runnable close, Runnable open) {
    /** Nothing ends early: a swap waits for the work, at most as long as its timeout. */
    public static final SwapGate NONE = new SwapGate(() -> {}, () -> {});
}
