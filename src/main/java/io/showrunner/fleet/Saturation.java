package io.showrunner.fleet;

/** Whether one server's queue is full: from the limit on, until no more than 60 % of it is left (S0). Thread-safe. */
final class Saturation {
    private static final double LEFT_AT = 0.6;

    private final int limit;
    private volatile boolean full;
    private volatile int depth;

    Saturation(int limit) {
        this.limit = limit;
    }

    /** Takes note of the queue's length, anyone's prompts; true when it is full now and was not, or the other way round. */
    synchronized boolean sees(int prompts) {
        boolean before = full;
        depth = prompts;
        full = full ? prompts > LEFT_AT * limit : prompts >= limit;
        return full != before;
    }

    boolean isFull() {
        return full;
    }

    /** Says how full it is. */
    @Override
    public String toString() {
        return depth + (depth == 1 ? " prompt" : " prompts") + " in its queue, full at " + limit;
    }
}
