package io.showrunner.routes;

/**
 * The work at hand goes back to its queue because the application stops, a route is swapped, or something more urgent
 * came in. Whoever takes it next carries on from its record. Not a failure: nothing is counted and nothing is logged above DEBUG.
 */
public final class GivenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GivenBack(String message) {
        super(message, null, false, false);
    }
}
