package io.showrunner.explain;

/** What time is spent on. */
public enum Phase {
    /** The brief is accepted and the writer has not begun. */
    INBOX("waiting to be written"),
    WRITING("being written"),
    /** No server has taken it. */
    WAITING("waiting for a server"),
    /** A person wants it to wait. */
    PAUSED("paused"),
    /** A person looks at its words before it is rendered. */
    APPROVAL("waiting for approval"),
    SENDING("being sent"),
    /** Behind other prompts on the server. */
    QUEUED("in the server's queue"),
    EXECUTING("being rendered"),
    COPYING("fetching and checking frames"),
    PUBLISHING("being published"),
    /** A prompt failed; another one may follow, after a pause. */
    RETRYING("waiting before another try"),
    /** Between its end and another try that a person asked for. */
    ENDED("ended"),
    RENDERING("its scenes being rendered"),
    ASSEMBLING("being assembled"),
    DELIVERING("being delivered");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
