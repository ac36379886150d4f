package io.showrunner.broker;

/** The letter's message was too long to be kept whole, so it cannot be sent again. */
public final class IncompleteDeadLetter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompleteDeadLetter(String id) {
        super("Dead letter " + id + " cannot be sent again: only the beginning of its message was kept. Drop it.");
    }
}
