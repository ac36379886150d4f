package io.showrunner.routes;

import io.showrunner.health.Liveness;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What {@code /observe/health/live} says about this process: down only for what a restart mends. */
final class ProcessHealth extends AbstractHealthCheck {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Supplier<Duration> sinceRound;
    private final Duration probeInterval;

    /** @param sinceRound how long ago a round of probes began */
    ProcessHealth(Supplier<Duration> sinceRound, Duration probeInterval) {
        super("showrunner", "process");
        this.sinceRound = sinceRound;
        this.probeInterval = probeInterval;
    }

    @Override
    public boolean isLiveness() {
        return true;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        long[] deadlocked = threads.findDeadlockedThreads();
        Optional<String> trouble =
                Liveness.trouble(deadlocked == null ? 0 : deadlocked.length, sinceRound.get(), probeInterval);
        trouble.ifPresentOrElse(words -> builder.message(words).down(), builder::up);
    }
}
