package io.showrunner.frames;

import java.io.IOException;

/** A frame stopped coming before its end, so that only the rest of it has to come again. */
final class BrokenTransfer extends FrameProblem {
    private static final long serialVersionUID = 1L;

    BrokenTransfer(String file, IOException cause) {
        super(file, Reason.TRUNCATED, "the transfer broke off: " + cause.getMessage());
        initCause(cause);
    }
}
