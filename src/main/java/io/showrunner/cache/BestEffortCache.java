package io.showrunner.cache;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A cache that can be done without: while there is trouble with it nothing is found and nothing is kept. CacheTrouble is said
 * once, and once more when it is over, and in between the cache is asked seldom, so that an outage costs no waiting. One
 * that is full can still be read. Thread-safe.
 */
public final class BestEffortCache<V> {
    private final Cache<V> cache;
    private final String place;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final CacheTrouble reading;
    private final CacheTrouble writing;

    /**
     * @param place where the cache keeps its values, for people
     * @param patience an answer that takes longer is good, but trouble
     * @param rest pause after a failure
     */
    public BestEffortCache(Cache<V> cache, String place, Duration patience, Duration rest, LongSupplier nanoTime) {
        this.cache = cache;
        this.place = place;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.reading = new CacheTrouble(place, "read", rest, nanoTime);
        this.writing = new CacheTrouble(place, "written", rest, nanoTime);
    }

    /** The value of the key, when it is kept and can be had now. */
    public Optional<V> get(String key) {
        return read(() -> cache.get(key)).flatMap(value -> value);
    }

    /** Keeps the value when that is possible now. */
    public void put(String key, String group, V value) {
        write(() -> cache.put(key, group, value));
    }

    /** The latest values of the group that can be had now. */
    public List<V> newest(String group, int most) {
        return read(() -> cache.newest(group, most)).orElse(List.of());
    }

    /** Drops the value of the key when that is possible now. */
    public void remove(String key) {
        write(() -> cache.remove(key));
    }

    /** Drops everything when that is possible now. */
    public void clear() {
        write(cache::clear);
    }

    /** How many values are kept; empty when that cannot be known now. */
    public OptionalInt size() {
        return read(cache::size).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** How much they take together; empty when that cannot be known now. */
    public OptionalLong bytes() {
        return read(cache::bytes).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Why it cannot be read or written at the moment. */
    public Optional<String> trouble() {
        return reading.reason().or(writing::reason);
    }

    /** Where the values are kept. */
    public String place() {
        return place;
    }

    private <T> Optional<T> read(Supplier<T> question) {
        return attempt(question, reading);
    }

    /** What can be written can be read as well. */
    private void write(Runnable change) {
        attempt(
                        () -> {
                            change.run();
                            return true;
                        },
                        writing)
                .filter(done -> writing.reason().isEmpty())
                .ifPresent(done -> reading.over());
    }

    private <T> Optional<T> attempt(Supplier<T> question, CacheTrouble trouble) {
        if (!trouble.mayAsk()) {
            return Optional.empty();
        }
        long start = nanoTime.getAsLong();
        try {
            T answer = question.get();
            Duration taken = Duration.ofNanos(nanoTime.getAsLong() - start);
            if (taken.compareTo(patience) > 0) {
                trouble.met("an answer took " + taken.toMillis() + " ms");
            } else {
                trouble.over();
            }
            return Optional.of(answer);
        } catch (UncheckedIOException e) {
            trouble.met(e.getMessage());
            return Optional.empty();
        }
    }
}
