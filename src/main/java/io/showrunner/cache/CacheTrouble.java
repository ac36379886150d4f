package io.showrunner.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether one kind of question can be asked: after a failure not before a rest, and then by one thread of all. Its
 * beginning is said, and its end. Thread-safe.
 */
final class CacheTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(CacheTrouble.class);

    private final String place;
    private final String what;
    private final Duration rest;
    private final LongSupplier nanoTime;
    /** Null while there is none. */
    private String reason;

    private long restsUntil;

    /** @param what cannot be done to the cache while there is trouble */
    CacheTrouble(String place, String what, Duration rest, LongSupplier nanoTime) {
        this.place = place;
        this.what = what;
        this.rest = rest;
        this.nanoTime = nanoTime;
    }

    synchronized boolean mayAsk() {
        if (reason == null) {
            return true;
        }
        if (nanoTime.getAsLong() - restsUntil < 0) {
            return false;
        }
        restsUntil = nanoTime.getAsLong() + rest.toNanos();
        return true;
    }

    synchronized void over() {
        if (reason != null) {
            reason = null;
            LOG.info("the cache can be {} again place={}", what, place);
        }
    }

    synchronized void met(String why) {
        restsUntil = nanoTime.getAsLong() + rest.toNanos();
        if (reason == null) {
            LOG.warn("the cache cannot be {}, and is done without place={} reason={}", what, place, why);
        }
        reason = why;
    }

    synchronized Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
