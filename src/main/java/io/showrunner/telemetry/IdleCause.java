package io.showrunner.telemetry;

import java.util.Locale;

/** Why a GPU executes no prompt of ours; of several, the first that applies, see {@link IdleRules}. */
public enum IdleCause {
    /** The server does not answer, hangs, has a full queue, or works for somebody else. */
    SERVER,
    /** What was posted to it failed so often that it is left alone, or gets one prompt on trial. */
    BREAKER,
    /** It has too little free video memory. */
    LOW_VRAM,
    /** The work is held on purpose: the server is drained, a stage or what waits is paused, the disk is full, a limit is reached. */
    PAUSED,
    /** A picture that its next prompt needs is being uploaded. */
    COPY,
    /** There is work for it, and we have not brought it there yet. */
    DISPATCH,
    /** Nothing is written that could be rendered, and a brief waits or is being written. */
    LLM_LATE,
    /** There is nothing to do. */
    NO_WORK;

    /** How metrics and documents name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
