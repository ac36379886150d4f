package io.showrunner.render;

import io.showrunner.config.Settings.SceneSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The two bounds of a prompt by a monotonic clock: the wait inside the server, and the execution (Q1). When the start of the
 * execution is only known to lie between two looks, the earlier end counts, at most one poll interval back, so that an
 * execution never gets more than its time.
 */
final class PromptTimes {
    private final SceneSettings settings;
    private final LongSupplier nanos;
    private final Clock clock;
    private Instant postedAt;
    private long waitingSince;
    private Long lastNotRunning;
    private volatile Long started;
    private volatile Long startEvent;

    PromptTimes(SceneSettings settings, LongSupplier nanos, Clock clock) {
        this.settings = settings;
        this.nanos = nanos;
        this.clock = clock;
        this.waitingSince = nanos.getAsLong();
    }

    /**
     * Somebody else posted the prompt, and saw it begin, before this process started. What has passed since is known by the
     * wall clock only: one that jumped takes at most the whole bound away, and adds nothing to it.
     *
     * @param startedAt null when nobody saw it begin
     */
    void resume(Instant postedAt, Instant startedAt) {
        waitingSince = nanos.getAsLong() - passed(postedAt, settings.maxQueueWait());
        if (startedAt != null) {
            started = nanos.getAsLong() - passed(startedAt, settings.maxWait());
        }
    }

    private long passed(Instant since, Duration atMost) {
        Duration passed = Duration.between(since, clock.instant());
        Duration bounded = passed.compareTo(atMost) > 0 ? atMost : passed;
        return Math.max(0, bounded.toNanos());
    }

    /** The request is sent now. */
    void posts() {
        postedAt = clock.instant();
    }

    /** Empty when somebody else posted it. */
    Optional<Instant> postedAt() {
        return Optional.ofNullable(postedAt);
    }

    /** The server has it, or may have it. */
    void posted() {
        waitingSince = nanos.getAsLong();
        lastNotRunning = waitingSince;
        started = null;
        startEvent = null;
    }

    /** The server's queue says whether it runs, and whether it is there at all. */
    void saw(boolean running, boolean there) {
        if (!running) {
            lastNotRunning = there ? Long.valueOf(nanos.getAsLong()) : lastNotRunning;
        } else if (startedAt() == null) {
            long now = nanos.getAsLong();
            long aPoll = settings.historyPollInterval().toNanos();
            started = lastNotRunning == null ? now : now - Math.min(aPoll, now - lastNotRunning);
        }
    }

    /** May be called from any thread. */
    void startEvent() {
        if (startEvent == null) {
            startEvent = nanos.getAsLong();
        }
    }

    boolean hasStarted() {
        return startedAt() != null;
    }

    /** Time to the bound that applies now; zero or less when it is over. */
    Duration left() {
        Long since = startedAt();
        long end = since == null
                ? waitingSince + settings.maxQueueWait().toNanos()
                : since + settings.maxWait().toNanos();
        return Duration.ofNanos(end - nanos.getAsLong());
    }

    /** When the execution began, by our wall clock; null when it did not. May be called from any thread. */
    Instant executionStart() {
        Long since = startedAt();
        return since == null ? null : clock.instant().minusNanos(nanos.getAsLong() - since);
    }

    /** A look tells the earliest moment; the event, which may come after the look, is never before the true one. */
    private Long startedAt() {
        Long seen = started;
        Long heard = startEvent;
        if (seen == null || heard == null) {
            return seen == null ? heard : seen;
        }
        return Math.min(heard, seen + settings.historyPollInterval().toNanos());
    }
}
