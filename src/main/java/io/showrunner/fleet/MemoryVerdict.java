package io.showrunner.fleet;

import io.showrunner.fleet.MemoryAsk.Size;

/**
 * What follows from a look at an instance's memory.
 *
 * @param size in which the scene is made; null unless it is admitted
 * @param note for the scene's report: stable code, colon, free text; null when there is nothing to say
 */
public record MemoryVerdict(Step step, Size size, String note) {

    /** ADMIT: the prompt may be posted. LOOK: too little, look closer. FREE: the server is to clear its memory. HOLD: not now. */
    public enum Step {
        ADMIT,
        LOOK,
        FREE,
        HOLD
    }

    static MemoryVerdict admit(Size size, String note) {
        return new MemoryVerdict(Step.ADMIT, size, note);
    }

    static MemoryVerdict of(Step step, String note) {
        return new MemoryVerdict(step, null, note);
    }
}
