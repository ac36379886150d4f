package io.showrunner.writer;

/** What is to be done next for a story that is being written. */
public enum WritingDecision {
    /** The next request is ready to be sent. */
    ASK,
    /** The next request is ready, but the endpoint wants to be left alone for the session's pause first. */
    WAIT_AND_ASK,
    /** Nothing more can be had from this endpoint; finishing now takes what is missing from the genre template. */
    USE_TEMPLATE,
    /** Everything is written. */
    FINISHED;

    /** True when a request is to be sent. */
    public boolean wantsReply() {
        return this == ASK || this == WAIT_AND_ASK;
    }
}
