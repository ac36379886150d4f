package io.showrunner.config;

import java.time.Duration;
import java.util.Objects;

/**
 * {@code showrunner.fleet.*}.
 *
 * @param probeInterval Q8
 * @param minAvailableVram Q9, in MB (MiB)
 * @param maxQueueDepth Q10
 * @param strategy M3
 * @param maxScenesPerHour C8; 0 does not limit
 */
public record FleetSettings(
        Duration probeInterval,
        int minAvailableVram,
        int maxQueueDepth,
        Strategy strategy,
        int maxScenesPerHour,
        SaturationSettings saturation) {

    /** How the server of a scene is chosen among those that have room for it. */
    public enum Strategy {
        /** The one with the fewest prompts, ours and foreign ones. */
        LEAST_LOADED,
        /** Each in turn. */
        ROUND_ROBIN,
        /** The one with the most free video memory. */
        MOST_VRAM_FREE
    }

    /** Refuses negative times and counts. */
    public FleetSettings {
        Objects.requireNonNull(strategy, "strategy");
        Settings.notNegative(probeInterval, "probeInterval");
        Settings.between(minAvailableVram, 0, Integer.MAX_VALUE, "minAvailableVram");
        Settings.between(maxQueueDepth, 1, Integer.MAX_VALUE, "maxQueueDepth");
        Settings.between(maxScenesPerHour, 0, Integer.MAX_VALUE, "maxScenesPerHour");
    }
}
