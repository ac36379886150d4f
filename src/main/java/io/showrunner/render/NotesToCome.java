package io.showrunner.render;

import java.util.LinkedHashSet;
import java.util.Set;

/** What happened to a scene before its next attempt, for the report of that one. */
final class NotesToCome {
    private static final int MOST = 10;

    private final Set<String> notes = new LinkedHashSet<>();

    void add(String note) {
        if (notes.size() < MOST) {
            notes.add(note);
        }
    }

    /** Keeps the first note with this code. */
    void addOnce(String code, String words) {
        if (notes.stream().noneMatch(note -> note.startsWith(code))) {
            add(code + ": " + words);
        }
    }

    void moveTo(GpuReadings readings) {
        notes.forEach(readings::note);
        notes.clear();
    }
}
