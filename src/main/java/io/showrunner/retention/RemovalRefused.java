package io.showrunner.retention;

/** A story is not deleted. The message says why, for people. */
public final class RemovalRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    RemovalRefused(boolean unknown, String message) {
        super(message);
        this.unknown = unknown;
    }

    /** True when there is no such story, false when it has not come to its end. */
    public boolean isUnknown() {
        return unknown;
    }
}
