package io.showrunner;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.test.AvailablePortFinder;

/**
 * A port for a server that comes late, or goes away and comes back. It lies below those that Linux gives to whoever asks for
 * any: from these another process takes one at any time, and several run at a time.
 */
public final class OwnPort {
    private static final int FIRST = 20_000;
    private static final int LAST_TO_BEGIN_AT = 32_000;
    private static final int LAST = 32_700;

    private OwnPort() {}

    public static int find() {
        return AvailablePortFinder.getNextAvailable(ThreadLocalRandom.current().nextInt(FIRST, LAST_TO_BEGIN_AT), LAST);
    }
}
