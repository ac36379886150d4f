package io.showrunner.broker;

import java.util.function.IntSupplier;

/**
 * When the records are to be read for work that no queue knows of: once at the start; once more whenever a broker that was
 * lost is back, because what was to be sent meanwhile could not be; and whenever a node has left, which may have kept
 * stories back until a language model is there. For one thread.
 */
public final class ResumeTurn {
    private static final int NEVER = -1;

    private final Broker broker;
    private final IntSupplier departures;
    private int taken = NEVER;

    /** @param departures how many nodes have left so far */
    public ResumeTurn(Broker broker, IntSupplier departures) {
        this.broker = broker;
        this.departures = departures;
    }

    /** Takes the turn; false when there is none, or the broker is away. */
    public boolean take() {
        int reasons = broker.returns() + departures.getAsInt();
        if (reasons == taken || broker.trouble().isPresent()) {
            return false;
        }
        taken = reasons;
        return true;
    }
}
