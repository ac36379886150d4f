package io.showrunner.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Prompts of ours that are, or may be, on a server while nobody follows them: after a start, a stop or a route swap their
 * messages come again. Each keeps its slot until then, two minutes at most. Guarded by the fleet's lock.
 */
final class Claims {
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private final Map<String, Claim> byPrompt = new HashMap<>();

    private record Claim(String instanceId, long since) {}

    boolean add(String instanceId, String promptId) {
        return byPrompt.put(promptId, new Claim(instanceId, System.nanoTime())) == null;
    }

    void takeUp(String promptId) {
        byPrompt.remove(promptId);
    }

    /** How many slots of the instance are claimed. */
    int on(String instanceId) {
        long now = System.nanoTime();
        byPrompt.values().removeIf(claim -> now - claim.since() > LONGEST_NANOS);
        return (int) byPrompt.values().stream()
                .filter(claim -> claim.instanceId().equals(instanceId))
                .count();
    }
}
