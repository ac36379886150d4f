package io.showrunner.writer;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.ChatReply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures how fast an endpoint writes and warns once when the settings do not fit its speed. Thread-safe. */
final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final int FEWEST_TOKENS = 20;

    private final TokenBudget budget;
    private final Duration timeout;
    private final LlmCapabilities capabilities;
    private final AtomicBoolean warned = new AtomicBoolean();

    Pace(TokenBudget budget, Duration timeout, LlmCapabilities capabilities) {
        this.budget = budget;
        this.timeout = timeout;
        this.capabilities = capabilities;
    }

    /**
     * Takes note of one reply; replies too short to tell are ignored, and so are those that the server did not count.
     *
     * @return true when this reply made it warn
     */
    boolean observed(ProviderSettings provider, ChatReply.Content reply, Duration took) {
        Integer tokens = reply.completionTokens();
        boolean tells = tokens != null && tokens >= FEWEST_TOKENS && !took.isZero() && !took.isNegative();
        Double tokensPerSecond = tells ? tokens * 1000.0 / Math.max(1, took.toMillis()) : null;
        capabilities.measured(provider, tokensPerSecond, reply.promptTokens());
        return tells && isTooSlow(tokensPerSecond);
    }

    /** Tokens that can arrive before the timeout. */
    long tokensInTime(double tokensPerSecond) {
        return (long) (timeout.toSeconds() * tokensPerSecond);
    }

    private boolean isTooSlow(double tokensPerSecond) {
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
