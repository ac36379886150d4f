package io.showrunner.writer;

import java.time.Duration;

/**
 * Whether a provider is there, asked before one story. One good look will do, and a bad one is followed by one more after a
 * pause (L3). A provider that failed lately needs two good looks in a row (X3), and its first bad one ends the check.
 * Confined to the thread that holds the story's message.
 */
public final class ProviderCheck {
    private static final int MOST_LOOKS = 2;

    private final Duration delay;
    private final boolean doubtful;
    private int looks;
    private boolean open;

    private ProviderCheck(Duration delay, boolean doubtful, boolean open) {
        this.delay = delay;
        this.doubtful = doubtful;
        this.open = open;
    }

    static ProviderCheck of(Duration delay, boolean doubtful) {
        return new ProviderCheck(delay, doubtful, true);
    }

    /** The answer is known. */
    static ProviderCheck unneeded() {
        return new ProviderCheck(Duration.ZERO, false, false);
    }

    /** True while the provider is to be looked at. */
    public boolean isOpen() {
        return open;
    }

    /** Milliseconds to let go by before the next look. */
    public long pauseMillis() {
        return looks == 0 ? 0 : delay.toMillis();
    }

    void good() {
        looks++;
        open = doubtful && looks < MOST_LOOKS;
    }

    void bad() {
        looks++;
        open = !doubtful && looks < MOST_LOOKS;
    }
}
