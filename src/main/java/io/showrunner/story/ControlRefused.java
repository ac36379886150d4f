package io.showrunner.story;

/** What a person wants cannot be done to this story or scene as it stands; the message says why and what can be done. */
public final class ControlRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    private ControlRefused(String message, boolean unknown) {
        super(message);
        this.unknown = unknown;
    }

    /** It is there, and stands where this cannot be done. */
    public static ControlRefused because(String message) {
        return new ControlRefused(message, false);
    }

    /** It is not there at all. */
    public static ControlRefused unknown(String what) {
        return new ControlRefused("there is no " + what, true);
    }

    /** True when the story or scene is not there at all. */
    public boolean isUnknown() {
        return unknown;
    }
}
