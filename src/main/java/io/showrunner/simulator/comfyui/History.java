package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finished prompts by id, the oldest evicted beyond the limit. Not thread-safe: the queue's lock guards it. */
final class History {
    /** The check comes before the insert, so one entry more is kept. */
    private static final int LIMIT = 10_000;

    private final Map<String, ObjectNode> entries = new LinkedHashMap<>();

    void add(String id, ObjectNode entry) {
        if (entries.size() > LIMIT) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(id, entry);
    }

    ObjectNode one(String id) {
        ObjectNode reply = Wire.object();
        ObjectNode entry = entries.get(id);
        if (entry != null) {
            reply.set(id, entry);
        }
        return reply;
    }

    /** @param offset from the oldest; negative means the newest {@code maxItems} */
    ObjectNode page(Optional<Integer> maxItems, int offset) {
        int first = offset < 0 && maxItems.isPresent() ? entries.size() - maxItems.get() : offset;
        ObjectNode reply = Wire.object();
        var ids = new ArrayList<>(entries.keySet());
        for (int i = Math.max(first, 0); i < ids.size(); i++) {
            reply.set(ids.get(i), entries.get(ids.get(i)));
            if (maxItems.isPresent() && reply.size() >= maxItems.get()) {
                break;
            }
        }
        return reply;
    }

    void remove(String id) {
        entries.remove(id);
    }

    void clear() {
        entries.clear();
    }
}
