package io.showrunner.cache;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What this process keeps for itself, and what several share when there is a server for it. All is kept in both, so that a
 * server that is down, slow or full costs the sight of what others keep, and nothing else. Thread-safe.
 */
public final class LayeredCache<V> {
    private final BestEffortCache<V> own;
    private final Optional<BestEffortCache<V>> shared;

    public LayeredCache(BestEffortCache<V> own, Optional<BestEffortCache<V>> shared) {
        this.own = own;
        this.shared = shared;
    }

    /** The value of the key. */
    public Optional<V> get(String key) {
        return get(key, (value, index) -> true);
    }

    /** The value of the key; one that is not good, which the place where it was found says too, is dropped from there. */
    public Optional<V> get(String key, BiPredicate<V, String> isGood) {
        return get(own, key, isGood).or(() -> shared.flatMap(cache -> get(cache, key, isGood)));
    }

    private static <V> Optional<V> get(BestEffortCache<V> cache, String key, BiPredicate<V, String> isGood) {
        Optional<V> value = cache.get(key);
        if (value.isPresent() && !isGood.test(value.get(), cache.place())) {
            cache.remove(key);
            return Optional.empty();
        }
        return value;
    }

    /** Keeps the value. */
    public void put(String key, String group, V value) {
        own.put(key, group, value);
        shared.ifPresent(cache -> cache.put(key, group, value));
    }

    /** The latest values of the group, those that all know first. */
    public List<V> newest(String group, int most) {
        List<V> known = shared.map(cache -> cache.newest(group, most)).orElse(List.of());
        return known.size() == most
                ? known
                : Stream.concat(known.stream(), own.newest(group, most).stream())
                        .distinct()
                        .limit(most)
                        .toList();
    }

    /** Drops everything. */
    public void clear() {
        own.clear();
        shared.ifPresent(BestEffortCache::clear);
    }

    /** How many values there are; empty when that cannot be known now. */
    public OptionalInt size() {
        OptionalInt known = shared.map(BestEffortCache::size).orElse(OptionalInt.empty());
        return known.isPresent() ? known : own.size();
    }

    /** How much they take together; empty when that cannot be known now. */
    public OptionalLong bytes() {
        OptionalLong known = shared.map(BestEffortCache::bytes).orElse(OptionalLong.empty());
        return known.isPresent() ? known : own.bytes();
    }

    /** True while something that is kept may not be found, or not by all. */
    public boolean isInTrouble() {
        return trouble().isPresent();
    }

    /** Whether it is used, and else why not, or what it is used without. */
    public String state() {
        return own.trouble()
                .map(why -> "done without: " + why)
                .or(() -> trouble().map(why -> "files of this node alone: " + why))
                .orElse("used");
    }

    /** Where the values are kept. */
    public String place() {
        return shared.map(cache -> cache.place() + " and ").orElse("") + own.place();
    }

    /** What this process keeps for itself. */
    public BestEffortCache<V> own() {
        return own;
    }

    private Optional<String> trouble() {
        return own.trouble().or(() -> shared.flatMap(BestEffortCache::trouble));
    }
}
