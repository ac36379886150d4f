package io.showrunner.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Wrong tokens by the address that they came from: after {@value #MOST} within a minute the address has to wait for the end of that
 * minute. Remembers so many addresses at most. Thread-safe.
 */
final class FailedLogins {
    static final int MOST = 20;

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final int MOST_ADDRESSES = 10_000;
    private static final double SECOND = 1e9;

    private final LongSupplier nanos;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();

    private record Failures(long since, int count) {}

    /** @param nanos a monotonic clock such as {@code System::nanoTime} */
    FailedLogins(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void failed(String address) {
        Failures before = lately(address);
        byAddress.put(
                address,
                before == null ? new Failures(nanos.getAsLong(), 1) : new Failures(before.since(), before.count() + 1));
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    /** Seconds until the address may try again; 0 when it may now. */
    synchronized int waitSeconds(String address) {
        Failures failures = lately(address);
        return failures == null || failures.count() < MOST
                ? 0
                : (int) Math.ceil((failures.since() + WINDOW - nanos.getAsLong()) / SECOND);
    }

    private Failures lately(String address) {
        Failures failures = byAddress.get(address);
        if (failures != null && nanos.getAsLong() - failures.since() >= WINDOW) {
            byAddress.remove(address);
            return null;
        }
        return failures;
    }
}
