package io.showrunner.broker;

/**
 * When the records are to be read for work that no queue knows of: once at the start, and once more whenever a broker that
 * was lost is back, because what was to be sent meanwhile could not be. For one thread.
 */
public final class ResumeTurn {
    private static final int NEVER = -1;

    private final Broker broker;
    private int taken = NEVER;

    public ResumeTurn(Broker broker) {
        this.broker = broker;
    }

    /** Takes the turn; false when there is none, or the broker is away. */
    public boolean take() {
        int returns = broker.returns();
        if (returns == taken || broker.trouble().isPresent()) {
            return false;
        }
        taken = returns;
        return true;
    }
}
