package io.showrunner.fleet;

/** What is asked for cannot be done to the fleet now, or there is no such server. */
public final class FleetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    private FleetRefused(String message, boolean unknown) {
        super(message);
        this.unknown = unknown;
    }

    static FleetRefused unknown(String instanceId, Object known) {
        return new FleetRefused("There is no ComfyUI server " + instanceId + "; there are " + known + ".", true);
    }

    static FleetRefused notNow(String why) {
        return new FleetRefused(why, false);
    }

    /** True when there is no such server. */
    public boolean isUnknown() {
        return unknown;
    }
}
