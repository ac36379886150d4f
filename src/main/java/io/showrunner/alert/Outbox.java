package io.showrunner.alert;

import io.showrunner.story.GrowingPause;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What is still to be told, at most one thing about each alert. A receiver that fails is left alone, each time for twice as
 * long; what it did not take then waits behind the rest. For one thread.
 */
final class Outbox {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final GrowingPause pauses;
    private final LongSupplier nanos;
    private final Map<String, AlertNews> untold = new LinkedHashMap<>();
    private int failures;
    private Duration pause = Duration.ZERO;
    private long pausedAt;

    Outbox(Duration firstPause, LongSupplier nanos) {
        pauses = new GrowingPause(firstPause, LONGEST_PAUSE);
        this.nanos = nanos;
    }

    /** That it is over is no news to somebody who was not told that it was there. */
    void add(AlertNews news) {
        String key = news.alert().key();
        AlertNews before = untold.remove(key);
        if (before == null || before.firing() == news.firing()) {
            untold.put(key, news);
        }
    }

    /** The oldest first. */
    Collection<AlertNews> all() {
        return untold.values();
    }

    /** What may be told now: everything, or nothing while the receiver is left alone. */
    List<AlertNews> due() {
        return isPaused() ? List.of() : List.copyOf(untold.values());
    }

    boolean isPaused() {
        return nanos.getAsLong() - pausedAt < pause.toNanos();
    }

    /** True when it was still to be told. */
    boolean told(AlertNews news) {
        failures = 0;
        pause = Duration.ZERO;
        return untold.remove(news.alert().key(), news);
    }

    /** Gives how long the receiver is left alone. */
    Duration failed(AlertNews news) {
        pausedAt = nanos.getAsLong();
        failures++;
        pause = pauses.after(failures);
        if (untold.remove(news.alert().key(), news)) {
            untold.put(news.alert().key(), news);
        }
        return pause;
    }
}
