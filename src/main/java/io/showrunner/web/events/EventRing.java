package io.showrunner.web.events;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last events of this run of the process, by ids that no other run gives. Not thread-safe. */
final class EventRing {
    private final String run;
    private final int capacity;
    private final Deque<String> events = new ArrayDeque<>();
    private long last;

    /**
     * @param run what the ids of this run begin with
     * @param capacity events that are remembered
     */
    EventRing(String run, int capacity) {
        this.run = run;
        this.capacity = capacity;
    }

    /** Remembers an event; gives it as it goes over the wire. */
    String add(String data) {
        last++;
        String event = "id: " + lastId() + "\ndata: " + data + "\n\n";
        events.addLast(event);
        if (events.size() > capacity) {
            events.removeFirst();
        }
        return event;
    }

    /** The id of the newest event. */
    String lastId() {
        return run + "-" + last;
    }

    /** What came after the event of this id; empty when that cannot be told any more. */
    Optional<List<String>> after(String id) {
        String prefix = run + "-";
        if (id == null || !id.matches(prefix + "[0-9]{1,18}")) {
            return Optional.empty();
        }
        long missed = last - Long.parseLong(id.substring(prefix.length()));
        return missed < 0 || missed > events.size()
                ? Optional.empty()
                : Optional.of(events.stream().skip(events.size() - missed).toList());
    }
}
