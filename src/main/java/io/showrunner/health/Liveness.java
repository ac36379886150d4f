package io.showrunner.health;

import java.time.Duration;
import java.util.Optional;

/** Whether the process does its work at all, whatever is around it: no for what only a restart mends. */
public final class Liveness {
    /** A round of probes ends within half a minute, however the servers behave. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private Liveness() {}

    /**
     * Why it does not; empty when it does.
     *
     * @param deadlockedThreads that wait for each other for ever
     * @param sinceRound how long ago a round of probes began
     * @param probeInterval between two rounds
     */
    public static Optional<String> trouble(int deadlockedThreads, Duration sinceRound, Duration probeInterval) {
        if (deadlockedThreads > 0) {
            return Optional.of(deadlockedThreads + " threads wait for each other; only a restart helps");
        }
        if (sinceRound.compareTo(probeInterval.plus(LONGEST_ROUND)) > 0) {
            return Optional.of("no round of probes has begun for " + sinceRound.toSeconds()
                    + " s: the timers hang; only a restart helps");
        }
        return Optional.empty();
    }
}
