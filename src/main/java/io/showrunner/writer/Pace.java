package io.showrunner.writer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches how fast the model writes and warns once when the settings do not fit its speed. Thread-safe. */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final int FEWEST_TOKENS = 20;

    private final TokenBudget budget;
    private final Duration timeout;
    private final AtomicBoolean warned = new AtomicBoolean();

    Pace(TokenBudget budget, Duration timeout) {
        this.budget = budget;
        this.timeout = timeout;
    }

    /**
     * Takes note of one reply; replies too short to tell are ignored.
     *
     * @param tokens of the reply; null when the server did not count
     * @return true when this reply made it warn
     */
    boolean observed(Integer tokens, Duration took) {
        if (tokens == null || tokens < FEWEST_TOKENS || took.isZero() || took.isNegative()) {
            return false;
        }
        double tokensPerSecond = tokens * 1000.0 / Math.max(1, took.toMillis());
        return budget.timeoutWarning(tokensPerSecond, timeout)
                .filter(warning -> warned.compareAndSet(false, true))
                .map(this::warn)
                .orElse(false);
    }

    private boolean warn(String warning) {
        LOG.warn("{}", warning);
        return true;
    }
}
