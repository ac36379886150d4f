package io.showrunner.fleet;

import io.showrunner.config.FleetSettings.Strategy;
import java.util.Comparator;

/**
 * Which of several instances with room gets the next prompt, the best first; those that are equal take turns (M3, M4).
 * Every lease counts from the moment it is given, so that scenes do not herd to a server whose prompt has not started.
 */
final class Choice {
    private Choice() {}

    /** @param workflow of the scene; a server that ran it last has its models in memory */
    static Comparator<Instance> of(Strategy strategy, String workflow) {
        return switch (strategy) {
            case LEAST_LOADED ->
                Comparator.comparingInt(Instance::load)
                        .thenComparing(instance -> !instance.ranLast(workflow))
                        .thenComparing(
                                Comparator.comparingLong(Instance::vramFree).reversed());
            case MOST_VRAM_FREE ->
                Comparator.comparingLong(Instance::vramUnreserved).reversed();
            case ROUND_ROBIN -> (unused, unusedToo) -> 0;
        };
    }
}
