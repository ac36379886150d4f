package io.showrunner.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who works on which answer right now, so that nobody works on the same one meanwhile. Thread-safe. */
public final class SingleFlight {
    private final Map<String, Flight> flights = new HashMap<>();
    private final Function<String, Optional<Runnable>> elsewhere;

    private record Flight(String owner, Runnable end) {}

    /** Of this process alone. */
    public SingleFlight() {
        this(key -> Optional.of(() -> {}));
    }

    /**
     * Of this process and others.
     *
     * @param elsewhere begins the work on a key for all of them and tells how to end it; empty when another one is at it
     */
    public SingleFlight(Function<String, Optional<Runnable>> elsewhere) {
        this.elsewhere = elsewhere;
    }

    /** True when the answer is this owner's to work on, from now on or already. */
    public synchronized boolean claim(String key, String owner) {
        Flight current = flights.get(key);
        if (current != null) {
            return current.owner().equals(owner);
        }
        Optional<Runnable> end = elsewhere.apply(key);
        end.ifPresent(its -> flights.put(key, new Flight(owner, its)));
        return end.isPresent();
    }

    /** The owner works on nothing any more. */
    public synchronized void release(String owner) {
        List<Flight> ended = flights.values().stream()
                .filter(flight -> flight.owner().equals(owner))
                .toList();
        flights.values().removeAll(ended);
        ended.forEach(flight -> flight.end().run());
    }
}
