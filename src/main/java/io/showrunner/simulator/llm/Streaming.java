package io.showrunner.simulator.llm;

/** What a server makes of {@code "stream": true}. */
public enum Streaming {
    /** One server-sent event for each token, as the three servers do. */
    EVENTS,
    /** Events between comments and empty lines, which keep a connection alive. */
    COMMENTED,
    /** Events whose lines end with CR and LF. */
    CRLF,
    /** Everything but the {@code [DONE]} at the end. */
    WITHOUT_DONE,
    /** A clean end after half of the words, without a reason for it. */
    TORN,
    /** An error in place of the second half, in the server's own form; the status was 200 long before. */
    ERROR,
    /** {@code stream} is not known: the answer comes as one JSON object. */
    IGNORED,
    /** {@code stream} is not allowed: 400. */
    REFUSED;

    boolean endsEarly() {
        return this == TORN || this == ERROR;
    }

    String lineEnd() {
        return this == CRLF ? "\r\n" : "\n";
    }
}
