package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;

/** The right to keep one prompt on one instance, until it is given back to the fleet. */
public final class Lease {
    private final InstanceSettings instance;
    private final boolean alone;
    private boolean returned;

    Lease(InstanceSettings instance, boolean alone) {
        this.instance = instance;
        this.alone = alone;
    }

    /** True when the instance had no other prompt of ours at that moment: none runs there, and its memory can be judged. */
    public boolean isAlone() {
        return alone;
    }

    /** The instance that the prompt goes to. */
    public InstanceSettings instance() {
        return instance;
    }

    /** True the first time it is called: a lease given back twice counts once. */
    boolean giveBack() {
        boolean first = !returned;
        returned = true;
        return first;
    }
}
