package io.showrunner.render;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The servers that cannot render one scene, and whether the scene has waited in vain for another one. */
final class UnfitServers {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Map<String, String> reasons = new LinkedHashMap<>();
    private long since;
    private boolean stranded;

    void add(String instanceId, String why, long nanos) {
        reasons.put(instanceId, why);
        since = nanos;
    }

    Set<String> ids() {
        return reasons.keySet();
    }

    String words() {
        return String.join("; ", reasons.values());
    }

    /** Takes note whether another server was found now. */
    void searched(boolean found, long nanos) {
        stranded = !found && !reasons.isEmpty() && nanos - since > LONGEST_WAIT.toNanos();
    }

    boolean isStranded() {
        return stranded;
    }
}
