package io.showrunner.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cache keeps, without the values, in the order of the last use: the one used longest ago first. */
final class CacheIndex {
    private final Map<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** An entry without its value. */
    record Kept(String group, Instant storedAt, long bytes) {}

    /** Puts it, as the one that was used last. */
    void put(String key, Kept kept) {
        entries.put(key, kept);
    }

    /** True when it is there; it counts as used now. */
    boolean use(String key) {
        return entries.get(key) != null;
    }

    /** True when it is there; it does not count as used. */
    boolean has(String key) {
        return entries.containsKey(key);
    }

    void remove(String key) {
        entries.remove(key);
    }

    List<String> keys() {
        return List.copyOf(entries.keySet());
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return entries.values().stream().mapToLong(Kept::bytes).sum();
    }

    /** The keys whose time is over. */
    List<String> overdue(CacheLimits limits, Instant now) {
        return entries.entrySet().stream()
                .filter(entry -> limits.isOver(entry.getValue().storedAt(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The keys that have to go so that the limits hold: those whose time is over, and then those used longest ago. */
    List<String> beyond(CacheLimits limits, Instant now) {
        List<String> going = new ArrayList<>(overdue(limits, now));
        int count = entries.size() - going.size();
        long bytes = entries.values().stream()
                .filter(kept -> !limits.isOver(kept.storedAt(), now))
                .mapToLong(Kept::bytes)
                .sum();
        for (Map.Entry<String, Kept> entry : entries.entrySet()) {
            if (count <= limits.entries() && bytes <= limits.bytes()) {
                break;
            }
            if (!limits.isOver(entry.getValue().storedAt(), now)) {
                going.add(entry.getKey());
                count--;
                bytes -= entry.getValue().bytes();
            }
        }
        return going;
    }

    /** The keys of the group, the latest first. */
    List<String> newest(String group) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().group().equals(group))
                .sorted(Comparator.comparing((Map.Entry<String, Kept> entry) ->
                                entry.getValue().storedAt())
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
