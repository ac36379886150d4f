package io.showrunner.cache;

import java.util.List;
import java.util.Optional;

/**
 * Keeps values, which {@link CacheLimits} bound. Trouble with the place where they are kept is thrown as {@link
 * java.io.UncheckedIOException}; a damaged entry is dropped and is as if it had never been put. Thread-safe.
 */
public interface Cache<V> {
    /** The value of the key, which counts as used now. */
    Optional<V> get(String key);

    /**
     * Keeps the value under its key; what is there already is replaced. One that is larger than all together may be is not
     * kept.
     *
     * @param key a SHA-256, hexadecimal
     * @param group a coarser key, under which several values may be found
     */
    void put(String key, String group, V value);

    /** Values of the group, the latest first; they do not count as used. */
    List<V> newest(String group, int most);

    /** Drops the value of the key, if there is one. */
    void remove(String key);

    /** Drops everything. */
    void clear();

    /** How many values are kept. */
    int size();

    /** How much they take together. */
    long bytes();
}
