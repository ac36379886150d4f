package io.showrunner.simulator.comfyui;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest entries of a log, the oldest dropped beyond the limit. Thread-safe. */
final class BoundedLog<T> {
    private static final int LIMIT = 20_000;

    private final Deque<T> entries = new ArrayDeque<>();

    synchronized void add(T entry) {
        if (entries.size() == LIMIT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    synchronized List<T> entries() {
        return List.copyOf(entries);
    }
}
