package io.showrunner.cache;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache that can be done without: while there is trouble with it nothing is found and nothing is kept. Trouble is said
 * once, and once more when it is over, and in between the cache is asked seldom, so that an outage costs no waiting.
 * Thread-safe.
 */
public final class BestEffortCache<V> {
    private static final Logger LOG = LoggerFactory.getLogger(BestEffortCache.class);

    private final Cache<V> cache;
    private final String place;
    private final Duration rest;
    private final LongSupplier nanoTime;
    /** Null while there is none. */
    private String trouble;

    private long restsUntil;

    /**
     * @param place where the cache keeps its values, for people
     * @param rest pause after a failure
     */
    public BestEffortCache(Cache<V> cache, String place, Duration rest, LongSupplier nanoTime) {
        this.cache = cache;
        this.place = place;
        this.rest = rest;
        this.nanoTime = nanoTime;
    }

    /** The value of the key, when it is kept and can be had now. */
    public Optional<V> get(String key) {
        return attempt(() -> cache.get(key)).flatMap(value -> value);
    }

    /** Keeps the value when that is possible now. */
    public void put(String key, String group, V value) {
        attempt(() -> {
            cache.put(key, group, value);
            return true;
        });
    }

    /** The latest values of the group that can be had now. */
    public List<V> newest(String group, int most) {
        return attempt(() -> cache.newest(group, most)).orElse(List.of());
    }

    /** Drops the value of the key when that is possible now. */
    public void remove(String key) {
        attempt(() -> {
            cache.remove(key);
            return true;
        });
    }

    /** Drops everything; false when that is not possible now. */
    public boolean clear() {
        return attempt(() -> {
                    cache.clear();
                    return true;
                })
                .isPresent();
    }

    /** How many values are kept; empty when that cannot be known now. */
    public OptionalInt size() {
        return attempt(cache::size).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** How much they take together; empty when that cannot be known now. */
    public OptionalLong bytes() {
        return attempt(cache::bytes).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Why it cannot be used at the moment. */
    public synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Where the values are kept. */
    public String place() {
        return place;
    }

    private <T> Optional<T> attempt(Supplier<T> question) {
        if (!mayAsk()) {
            return Optional.empty();
        }
        try {
            T answer = question.get();
            succeeded();
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            failed(e.getMessage());
            return Optional.empty();
        }
    }

    /** While there is trouble only one of all threads asks after each rest. */
    private synchronized boolean mayAsk() {
        if (trouble == null) {
            return true;
        }
        if (nanoTime.getAsLong() - restsUntil < 0) {
            return false;
        }
        restsUntil = nanoTime.getAsLong() + rest.toNanos();
        return true;
    }

    private synchronized void succeeded() {
        if (trouble != null) {
            trouble = null;
            LOG.info("the cache can be used again place={}", place);
        }
    }

    private synchronized void failed(String reason) {
        restsUntil = nanoTime.getAsLong() + rest.toNanos();
        if (trouble == null) {
            LOG.warn("the cache cannot be used, and is done without place={} reason={}", place, reason);
        }
        trouble = reason;
    }
}
