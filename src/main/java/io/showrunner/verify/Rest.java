package io.showrunner.verify;

import java.time.Duration;

/** How to wait between two looks at a server. */
public interface Rest {
    /** Waits so long. */
    void of(Duration time) throws InterruptedException;
}
