package io.showrunner.story;

import java.io.IOException;

/** The words in a failure that help a person: those of the I/O failure inside, not of what is wrapped around it. */
public final class Reason {
    private static final int DEEPEST = 20;

    private Reason() {}

    /** The first I/O failure in the chain of causes, else the failure itself. */
    public static Throwable of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof IOException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return failure;
    }

    /** The message of {@link #of}, or the name of its class when it has none. */
    public static String words(Throwable failure) {
        Throwable reason = of(failure);
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }
}
