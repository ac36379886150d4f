package io.showrunner.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cuts time into parts, from one moment to the next. A moment before the last one, by a server's clock maybe, cuts nothing; two
 * parts that say the same are one.
 */
final class Cuts {
    private final Instant begin;
    private final List<Part> parts = new ArrayList<>();
    private Instant end;

    Cuts(Instant begin) {
        this.begin = begin;
        this.end = begin;
    }

    /** The time up to then was spent on this; null is a moment that is not known. */
    Cuts until(Instant moment, Phase phase, String why) {
        return until(moment, phase, why, null);
    }

    /** The time up to then was spent on this, and on this server. */
    Cuts until(Instant moment, Phase phase, String why, String instance) {
        if (moment == null || !moment.isAfter(end)) {
            return this;
        }
        Part last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last != null && last.phase() == phase && Objects.equals(last.why(), why)) {
            parts.set(parts.size() - 1, Part.of(phase, last.from(), moment, why, instance));
        } else {
            parts.add(Part.of(phase, end, moment, why, instance));
        }
        end = moment;
        return this;
    }

    Instant begin() {
        return begin;
    }

    Instant end() {
        return end;
    }

    List<Part> parts() {
        return parts;
    }
}
