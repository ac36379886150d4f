package io.showrunner.web.dashboard;

import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the servers were lately, so that a page that is opened has a past to show. Thread-safe. */
public final class FleetSamples {
    private static final int KEPT = 240;

    private final Fleet fleet;
    private final Clock clock;
    private final Map<String, Deque<Sample>> samples = new LinkedHashMap<>();

    /**
     * A server at one moment.
     *
     * @param vramUsed MB; null when not known
     * @param depth prompts in its queue, anyone's
     */
    public record Sample(Instant at, Long vramUsed, int depth) {}

    public FleetSamples(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    /** Takes a sample of each server. */
    public synchronized void sample() {
        List<InstanceView> servers = fleet.views();
        samples.keySet().retainAll(servers.stream().map(InstanceView::id).toList());
        servers.forEach(this::sample);
    }

    private void sample(InstanceView server) {
        Deque<Sample> kept = samples.computeIfAbsent(server.id(), id -> new ArrayDeque<>());
        Long used = server.vramFree() == null || server.vramTotal() == null
                ? null
                : Long.valueOf(server.vramTotal() - server.vramFree());
        kept.addLast(new Sample(clock.instant(), used, server.remoteDepth()));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    /** By the servers' ids, oldest first. */
    public synchronized Map<String, List<Sample>> all() {
        Map<String, List<Sample>> copy = new LinkedHashMap<>();
        samples.forEach((id, kept) -> copy.put(id, new ArrayList<>(kept)));
        return copy;
    }
}
