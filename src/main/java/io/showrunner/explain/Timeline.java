package io.showrunner.explain;

import java.time.Instant;
import java.util.List;

/**
 * Where the time of a story or a scene went. The parts follow each other without a gap, so they add up to the whole.
 *
 * @param state as its record says
 * @param open true while it goes on: its last part ends now
 */
public record Timeline(
        String id,
        String title,
        String state,
        Instant from,
        Instant to,
        double seconds,
        boolean open,
        List<Part> parts) {
    /** Takes a copy. */
    public Timeline {
        parts = List.copyOf(parts);
    }

    static Timeline of(String id, String title, String state, boolean open, Cuts cuts) {
        return new Timeline(
                id, title, state, cuts.begin(), cuts.end(), Part.seconds(cuts.begin(), cuts.end()), open, cuts.parts());
    }
}
