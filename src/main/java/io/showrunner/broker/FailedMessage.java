package io.showrunner.broker;

import java.time.Duration;

/**
 * One failure of a message, and what follows from it.
 *
 * @param letter what is kept of the message if this was its last failure
 * @param isLast true when the message is not tried again
 * @param pause time to let pass before it is; zero after the last failure
 */
public record FailedMessage(DeadLetter letter, boolean isLast, Duration pause) {

    /** {@link #pause} in the unit of the routes. */
    public long pauseMillis() {
        return pause.toMillis();
    }
}
