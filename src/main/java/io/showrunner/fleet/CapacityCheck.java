package io.showrunner.fleet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the memory that each server's card has with what the operator says it has (C1), when it is first seen. */
public final class CapacityCheck {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityCheck.class);
    private static final double LEAST = 0.95;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Integer expected;

    /** @param expected MB that a card has; null when nobody says */
    public CapacityCheck(Fleet fleet, Integer expected) {
        this.expected = expected;
        fleet.onStateChange((instance, state) -> {
            if (state == InstanceState.UP) {
                look(instance, fleet.view(instance).vramTotal());
            }
        });
    }

    private void look(String instance, Long total) {
        if (total != null && seen.add(instance) && isLess(total)) {
            LOG.warn(
                    "instance={} has {} MB of video memory, less than the {} MB of showrunner.fleet.expected-vram",
                    instance,
                    total,
                    expected);
        }
    }

    boolean isLess(long total) {
        return expected != null && total < LEAST * expected;
    }
}
