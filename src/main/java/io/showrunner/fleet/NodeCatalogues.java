package io.showrunner.fleet;

import io.showrunner.comfyui.NodeCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which nodes and models each server last said it has. The answer is large and holds up a server's other answers, so it
 * is asked for seldom: when there is none, when the last one is old, and after the server was DOWN. Thread-safe.
 */
public final class NodeCatalogues {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Reading(NodeCatalogue catalogue, Instant when) {}

    public NodeCatalogues(Fleet fleet, Clock clock) {
        this.clock = clock;
        fleet.onStateChange((instance, state) -> {
            if (state == InstanceState.DOWN) {
                forget(instance);
            }
        });
    }

    /** Keeps what the server just said. */
    public void put(String instanceId, NodeCatalogue catalogue) {
        readings.put(instanceId, new Reading(catalogue, clock.instant()));
    }

    /** What the server has; empty when it is to be asked. */
    public Optional<NodeCatalogue> find(String instanceId) {
        return notOlderThan(KEPT, instanceId).map(Reading::catalogue);
    }

    /** True when the server said it just now: a model that is missing there was not put there since. */
    public boolean isRecent(String instanceId) {
        return notOlderThan(RECENT, instanceId).isPresent();
    }

    /** The server is asked again before its answer is needed the next time. */
    public void forget(String instanceId) {
        readings.remove(instanceId);
    }

    private Optional<Reading> notOlderThan(Duration age, String instanceId) {
        return Optional.ofNullable(readings.get(instanceId))
                .filter(reading -> !reading.when().isBefore(clock.instant().minus(age)));
    }
}
