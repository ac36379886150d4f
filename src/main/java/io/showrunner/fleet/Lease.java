package io.showrunner.fleet;

import io.showrunner.config.Settings.InstanceSettings;

/** The right to keep one prompt on one instance, until it is given back to the fleet. */
public final class Lease {
    private final InstanceSettings instance;
    private boolean returned;

    Lease(InstanceSettings instance) {
        this.instance = instance;
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
