package io.showrunner.config;

import java.time.Duration;
import java.util.Objects;

/**
 * {@code showrunner.fleet.*} as far as it is about what is done against too little video memory.
 *
 * @param downgrade a scene may be made in a smaller size when its own does not fit (F2)
 * @param holdTimeout how long an instance is held for too little memory before that is escalated (F4)
 * @param freeEvery prompts of ours after which an instance's memory is cleared in any case; 0 for never
 * @param samples the memory is read every second while a prompt executes (D1 to D6)
 * @param warmUp a server that becomes UP gets one tiny prompt (T1)
 * @param smi what is asked when a server does not tell its memory
 */
public record MemorySettings(
        boolean downgrade, Duration holdTimeout, int freeEvery, boolean samples, boolean warmUp, SmiSettings smi) {

    /** Refuses negative times and counts. */
    public MemorySettings {
        Objects.requireNonNull(holdTimeout, "holdTimeout");
        Objects.requireNonNull(smi, "smi");
        if (holdTimeout.isNegative() || freeEvery < 0) {
            throw new IllegalArgumentException("negative: holdTimeout " + holdTimeout + ", freeEvery " + freeEvery);
        }
    }
}
