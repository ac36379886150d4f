package io.showrunner.fleet;

/** Whether a story is still to wait before it is written, because there is no room for its scenes anyway. */
@FunctionalInterface
public interface WriterWait {
    /** Looks anew; false once there is room or the time to wait is over. */
    boolean isDue();
}
