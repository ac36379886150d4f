package io.showrunner.fleet;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Scenes of the last hour on all servers: how many ended, how many the servers could have done at the pace of those, and
 * whether another one may begin (C8). Counted by the minute. Thread-safe.
 */
public final class SceneRate {
    private static final int MINUTES = 60;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final double HOUR_SECONDS = 3600;

    /**
     * Scenes per hour.
     *
     * @param executed in the last hour
     * @param possible what the servers that are up would do at the average pace of those; null when there were none
     * @param limit scenes that may begin in an hour; 0 for no limit
     */
    public record View(int executed, Double possible, int limit) {}

    private final int maxPerHour;
    private final LongSupplier nanos;
    private final long origin;
    private final int[] begun = new int[MINUTES];
    private final int[] finished = new int[MINUTES];
    private final double[] seconds = new double[MINUTES];
    private long minute;

    /**
     * @param maxPerHour scenes that may begin in any hour; 0 does not limit
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     */
    public SceneRate(int maxPerHour, LongSupplier nanos) {
        this.maxPerHour = maxPerHour;
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
    }

    /** Counts a scene that begins; false when no more may begin now. */
    public synchronized boolean tryBegin() {
        int place = place();
        if (isSpent()) {
            return false;
        }
        begun[place]++;
        return true;
    }

    /** True while no scene may begin because of the limit. */
    public synchronized boolean isSpent() {
        place();
        return maxPerHour > 0 && Arrays.stream(begun).sum() >= maxPerHour;
    }

    /** A scene that was to begin did not. */
    public synchronized void didNotBegin() {
        int place = place();
        begun[place] = Math.max(0, begun[place] - 1);
    }

    /** Counts a scene that was executed in this time. */
    public synchronized void finished(Duration execution) {
        int place = place();
        finished[place]++;
        seconds[place] += execution.toMillis() / 1000.0;
    }

    /** Scenes that were executed in the last hour. */
    public synchronized int perHour() {
        place();
        return Arrays.stream(finished).sum();
    }

    /** What so many servers do in an hour at the average pace of the last one; empty when nothing was executed in it. */
    synchronized OptionalDouble possiblePerHour(long servers) {
        int count = perHour();
        double time = Arrays.stream(seconds).sum();
        return count == 0 || time == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(servers * HOUR_SECONDS * count / time);
    }

    /** All of it, for people. */
    public synchronized View view(List<InstanceView> servers) {
        long up = servers.stream()
                .filter(server -> server.state() == InstanceState.UP)
                .count();
        OptionalDouble possible = possiblePerHour(up);
        return new View(perHour(), possible.isPresent() ? possible.getAsDouble() : null, maxPerHour);
    }

    /** The place of the current minute; what is older than an hour is forgotten. */
    private int place() {
        long now = (nanos.getAsLong() - origin) / MINUTE;
        for (long each = Math.max(minute + 1, now - MINUTES + 1); each <= now; each++) {
            int old = (int) (each % MINUTES);
            begun[old] = 0;
            finished[old] = 0;
            seconds[old] = 0;
        }
        minute = now;
        return (int) (now % MINUTES);
    }
}
