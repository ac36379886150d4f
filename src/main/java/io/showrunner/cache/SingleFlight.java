package io.showrunner.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who works on which answer right now, so that nobody works on the same one meanwhile. Thread-safe. */
public final class SingleFlight {
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /** True when the answer is this owner's to work on, from now on or already. */
    public boolean claim(String key, String owner) {
        String current = owners.putIfAbsent(key, owner);
        return current == null || current.equals(owner);
    }

    /** The owner works on nothing any more. */
    public void release(String owner) {
        owners.values().removeIf(owner::equals);
    }
}
