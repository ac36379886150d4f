package io.showrunner.frames;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Decides when files in a shared folder have come to rest: nothing about them changed for a whole window, measured from
 * the last change (Q6). All looks together take at most {@code retries} windows (Q7). For one prompt and one thread.
 */
public final class StabilityWindow {
    private final long window;
    private final long budget;
    private final LongSupplier nanos;
    private final long start;
    private long lastChange;
    private List<Fingerprint> last;

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    public StabilityWindow(Duration window, int retries, LongSupplier nanos) {
        this.window = window.toNanos();
        this.budget = window.multipliedBy(retries).toNanos();
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.lastChange = start;
        this.last = List.of();
    }

    /** Takes a look at all the files; the pause is never longer than what is left of the window or of the budget. */
    public Waiting look(List<Fingerprint> files) {
        long now = nanos.getAsLong();
        if (!files.equals(last)) {
            last = List.copyOf(files);
            lastChange = now;
        }
        long quiet = now - lastChange;
        long spent = now - start;
        if (quiet >= window) {
            return Waiting.settled();
        }
        return spent >= budget ? Waiting.exhausted() : Waiting.of(Math.min(window - quiet, budget - spent));
    }
}
