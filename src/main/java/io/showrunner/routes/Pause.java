package io.showrunner.routes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The waiting of the routes. It blocks the thread that holds the queue's transaction, an event ends it early, and a stop
 * or a route swap ends it by throwing {@link GivenBack}: it never returns then, so that no step after it runs.
 * Thread-safe.
 */
public final class Pause {
    private static final int EVERYBODY = 1 << 20;

    private final Map<Object, Semaphore> waiting = new ConcurrentHashMap<>();
    private final List<Runnable> onClose = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Waits the given time. */
    public void rest(long millis) {
        if (millis > 0 || closed) {
            Object nobody = new Object();
            waitFor(nobody, Duration.ofMillis(millis));
            waiting.remove(nobody);
        }
    }

    /** Waits the given time or until {@link #wake} is called for the prompt, also when that came before. */
    public void untilEvent(String promptId, Duration longest) {
        waitFor(promptId, longest);
    }

    /** Waits the given time or until {@link #wake} is called for what is waited for, also when that came since the last wait. */
    public void untilWoken(String what, long longestMillis) {
        waitFor(what, Duration.ofMillis(longestMillis));
    }

    /** Ends the wait for this, a prompt for example; does nothing when nobody waits for it. */
    public void wake(String what) {
        Semaphore waiter = waiting.get(what);
        if (waiter != null) {
            waiter.release();
        }
    }

    /** From now on events of the prompt are kept for its next wait. */
    public void follow(String promptId) {
        waiting.put(promptId, new Semaphore(0));
    }

    /** The prompt has ended. */
    public void forget(String promptId) {
        waiting.remove(promptId);
    }

    /** Every wait ends now by throwing, and so does each that begins before {@link #open}. */
    public void close() {
        closed = true;
        waiting.values().forEach(waiter -> waiter.release(EVERYBODY));
        onClose.forEach(Runnable::run);
    }

    /** Something else ends as well when every wait does. */
    void onClose(Runnable end) {
        onClose.add(end);
    }

    /** True while nobody may wait. */
    boolean isClosed() {
        return closed;
    }

    /** Waiting is possible again. */
    public void open() {
        waiting.values().forEach(Semaphore::drainPermits);
        closed = false;
    }

    private void waitFor(Object key, Duration longest) {
        Semaphore waiter = waiting.computeIfAbsent(key, unknown -> new Semaphore(0));
        try {
            if (!closed && waiter.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                waiter.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GivenBack("interrupted; the message goes back to its queue");
        }
        if (closed) {
            throw new GivenBack("stopping; the message goes back to its queue");
        }
    }
}
