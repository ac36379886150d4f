package io.showrunner.fleet;

import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.fleet.MemoryVerdict.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The memory of one instance, from the first reading that is too low to the first that is not: what was tried against it
 * meanwhile, and what its own models explain. Guarded by the ladder's lock.
 */
final class MemoryEpisode {
    /** Readings of the same state differ a little. */
    private static final double NOISE = 0.95;

    private final Map<String, Long> proven = new HashMap<>();
    private final Set<String> healed = new HashSet<>();
    private boolean low;
    private boolean freed;
    private boolean freedJustNow;
    private boolean freeDue;
    private boolean trial;
    private boolean escalated;
    private long heldFor;
    private Instant heldSince;
    private int endedSinceFree;

    /** True while the memory is too low. */
    boolean isLow() {
        return low;
    }

    /** True when the ladder keeps new prompts from the instance. */
    boolean isHeld() {
        return heldSince != null;
    }

    /** The first look, at a server of which only the free memory was read. */
    MemoryVerdict glance(MemoryAsk ask, Long free) {
        if (free == null) {
            return MemoryVerdict.admit(ask.wanted(), null);
        }
        return low || freeDue || !fits(ask.workflow(), ask.wanted(), free)
                ? MemoryVerdict.of(Step.LOOK, null)
                : MemoryVerdict.admit(ask.wanted(), null);
    }

    /**
     * The closer look.
     *
     * @param free MB
     * @param foreign prompts of others that are there: the memory is theirs
     */
    MemoryVerdict judge(MemoryAsk ask, long free, int foreign) {
        if (freeDue && foreign == 0) {
            return free();
        }
        if (fits(ask.workflow(), ask.wanted(), free)) {
            return fitsNow(ask, free);
        }
        low = true;
        if (foreign == 0 && (!freed || (endedSinceFree > 0 && !anySizeFits(ask, free)))) {
            return free();
        }
        if (trial) {
            trial = false;
            return MemoryVerdict.admit(
                    ask.smallest(),
                    "VRAM_TRIAL: tried with only " + free + " MB free, because nothing else helped in time");
        }
        return foreign > 0 ? hold(ask, free, foreign) : smaller(ask, free).orElseGet(() -> hold(ask, free, 0));
    }

    private MemoryVerdict fitsNow(MemoryAsk ask, long free) {
        boolean healedNow = low && freedJustNow;
        if (healedNow) {
            healed.add(ask.workflow());
        }
        return admit(
                ask.wanted(),
                healedNow
                        ? "VRAM_FREED: too little memory was free, so the server's was cleared (/free) before the scene; now "
                                + free + " MB are free"
                        : null);
    }

    private MemoryVerdict admit(Size size, String note) {
        low = false;
        freed = false;
        freedJustNow = false;
        trial = false;
        return MemoryVerdict.admit(size, note);
    }

    private MemoryVerdict free() {
        freed = true;
        freedJustNow = true;
        freeDue = false;
        endedSinceFree = 0;
        return MemoryVerdict.of(Step.FREE, null);
    }

    private boolean anySizeFits(MemoryAsk ask, long free) {
        return ask.sizes().stream().anyMatch(size -> fits(ask.workflow(), size, free));
    }

    private Optional<MemoryVerdict> smaller(MemoryAsk ask, long free) {
        return ask.sizes().stream()
                .skip(1)
                .filter(size -> fits(ask.workflow(), size, free))
                .findFirst()
                .map(size -> MemoryVerdict.admit(
                        size,
                        "VRAM_PRESSURE: only " + free + " MB are free, "
                                + ask.wanted().minimum()
                                + " MB are wanted, and clearing the server's memory (/free) did"
                                + " not help"));
    }

    private MemoryVerdict hold(MemoryAsk ask, long free, int foreign) {
        freedJustNow = false;
        heldFor = floor(ask.workflow(), ask.smallest());
        String whose = foreign == 0 ? "" : " while " + foreign + " prompts of others are there";
        return MemoryVerdict.of(
                Step.HOLD,
                "VRAM_PRESSURE: only " + free + " MB of video memory are free" + whose + ", " + heldFor
                        + " MB are needed");
    }

    void held(Instant when) {
        if (heldSince == null) {
            heldSince = when;
        }
    }

    /** What to do with a held instance; empty to go on waiting. ADMIT ends the hold. HOLD escalates it. */
    Optional<Step> look(Long free, int depth, Instant now, Duration timeout) {
        boolean better = free == null || (depth == 0 && (!freed || free >= heldFor));
        if (better) {
            heldSince = null;
            return Optional.of(Step.ADMIT);
        }
        return heldSince.plus(timeout).isAfter(now) ? Optional.empty() : Optional.of(Step.HOLD);
    }

    /** True the first time it is called until {@link #settle}: it is said once. */
    boolean escalate() {
        boolean first = !escalated;
        escalated = true;
        return first;
    }

    void settle() {
        escalated = false;
    }

    /** The next scene is tried whatever the memory is. */
    void tryOne() {
        trial = true;
        heldSince = null;
    }

    void waitOn(Instant now) {
        heldSince = now;
    }

    /**
     * A prompt has succeeded. What is too little although the memory was cleared before is explained by the models that the
     * workflow itself needs: a server keeps them on purpose, and the next prompt of the workflow uses them.
     *
     * @param before MB that were free before it; null when not known
     * @param after MB that are free now; null when not known, or when another prompt is running
     * @return true when the memory that is left is too low, and not because its own models stay where they are
     */
    boolean succeeded(String workflow, Size size, Long before, Long after) {
        if (after == null || fits(workflow, size, after)) {
            return false;
        }
        if (freed || healed.contains(workflow)) {
            long seen = before == null ? after : Math.min(before, after);
            proven.put(key(workflow, size), (long) (seen * NOISE));
            return false;
        }
        return true;
    }

    /** A prompt ran out of memory: what was proven before is not true any more. */
    void ranOut(String workflow) {
        proven.keySet().removeIf(key -> key.startsWith(workflow + "@"));
        freeDue = true;
    }

    /** Counts a prompt; after so many the memory is to be cleared; 0 for never. */
    void ended(int freeEvery) {
        endedSinceFree++;
        freeDue |= freeEvery > 0 && endedSinceFree >= freeEvery;
    }

    /** True when the next prompt must not be posted while another one runs. */
    boolean wantsIdle() {
        return freeDue;
    }

    void begin() {
        low = true;
    }

    boolean fits(String workflow, Size size, long free) {
        return free >= floor(workflow, size);
    }

    private long floor(String workflow, Size size) {
        return Math.min(size.minimum(), proven.getOrDefault(key(workflow, size), Long.MAX_VALUE));
    }

    private static String key(String workflow, Size size) {
        return workflow + "@" + size.name();
    }
}
