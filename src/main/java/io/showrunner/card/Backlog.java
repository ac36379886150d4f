package io.showrunner.card;

/** The work that waits in the queues. */
public interface Backlog {
    /** Scenes that are not rendered yet, those on servers included; none while nothing may be rendered. */
    int scenes();

    /** Briefs whose stories are written or wait for it. */
    int briefs();
}
