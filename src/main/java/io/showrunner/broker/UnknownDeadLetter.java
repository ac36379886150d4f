package io.showrunner.broker;

/** There is no dead letter of that id. */
public final class UnknownDeadLetter extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_SHOWN_ID = 100;

    UnknownDeadLetter(String id) {
        super("There is no dead letter "
                + (id.length() > LONGEST_SHOWN_ID ? id.substring(0, LONGEST_SHOWN_ID) + "…" : id)
                + "; it was retried or dropped, or never was.");
    }
}
