package io.showrunner.render;

import io.showrunner.fleet.MemoryAsk;
import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.fleet.MemoryVerdict;
import io.showrunner.fleet.MemoryVerdict.Step;
import io.showrunner.render.MemoryNeeds.Needs;
import java.util.Optional;

/** How far a scene is with the memory of the server that it leased. For one turn and one thread. */
public final class Admission {
    private static final int MOST_LOOKS = 20;
    private static final long PAUSE_MILLIS = 250;

    private final Needs needs;
    private final boolean alone;
    private Step step;
    private Size size;
    private String reason;
    private boolean freeing;
    private int looks;

    private Admission(Needs needs, boolean alone, Step step) {
        this.needs = needs;
        this.alone = alone;
        this.step = step;
    }

    /** No server is leased. */
    static Admission none() {
        return new Admission(null, false, Step.HOLD);
    }

    /** The server has the prompt already. */
    static Admission resumed() {
        return new Admission(null, false, Step.ADMIT);
    }

    /** @param alone false when another prompt of ours is on the server: the memory is not judged then */
    static Admission begin(Needs needs, boolean alone) {
        return new Admission(needs, alone, Step.LOOK);
    }

    /** True when the server has the prompt already, so that nothing is asked of it. */
    boolean isResumed() {
        return needs == null;
    }

    /** What the scene would take. */
    MemoryAsk ask() {
        return needs.ask();
    }

    /** How the scene is to be made smaller; empty to make it as it was asked for. */
    Optional<Smaller> smaller() {
        return needs == null || size == null
                ? Optional.empty()
                : needs.profile(size).map(profile -> new Smaller(profile, reason));
    }

    boolean isAlone() {
        return alone;
    }

    /** The size in which the scene is made; null unless it is admitted. */
    Size size() {
        return size;
    }

    void take(MemoryVerdict verdict) {
        step = verdict.step();
        size = verdict.size();
        reason = ask().sizes().get(0).equals(size) || verdict.note() == null
                ? "an attempt before ran out of memory"
                : verdict.note().substring(verdict.note().indexOf(": ") + 2);
        freeing = step == Step.FREE;
        looks = 0;
    }

    /** How long to wait before the server is looked at; in milliseconds. */
    public long pauseMillis() {
        return freeing ? PAUSE_MILLIS : 0;
    }

    /** Clearing the memory takes the server a moment; true while it is worth while to look again. */
    boolean mayLookAgain() {
        step = Step.LOOK;
        return freeing && ++looks < MOST_LOOKS;
    }

    /** True when the prompt may be posted, or is there already. */
    public boolean isAdmitted() {
        return step == Step.ADMIT;
    }

    /** True while the server is to be looked at. */
    public boolean isOpen() {
        return step == Step.LOOK || step == Step.FREE;
    }

    /** True when the server is to clear its memory first. */
    public boolean wantsFree() {
        return step == Step.FREE;
    }
}
