package io.showrunner.telemetry;

import io.showrunner.writer.ReplyOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Answers of each language model that took two minutes or longer, or did not come in time (A3); since the start. Thread-safe. */
public final class SlowAnswers {
    private static final Duration SLOW = Duration.ofMinutes(2);

    private final Map<String, LongAdder> counts;

    public SlowAnswers(Collection<String> providers) {
        counts = providers.stream().distinct().collect(Collectors.toMap(id -> id, id -> new LongAdder()));
    }

    /** A request has come to its end. */
    public void replied(String provider, ReplyOutcome outcome, Duration took) {
        LongAdder count = counts.get(provider);
        if (count != null && (outcome == ReplyOutcome.TIMEOUT || took.compareTo(SLOW) >= 0)) {
            count.increment();
        }
    }

    /** How many there were, by provider. */
    public Map<String, LongAdder> counts() {
        return counts;
    }
}
