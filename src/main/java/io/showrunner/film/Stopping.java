package io.showrunner.film;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long work learns that the application stops.
 *
 * @param now true while nothing may go on
 * @param thrown what ends the work then, so that it is begun again later
 */
public record Stopping(BooleanSupplier now, Supplier<? extends RuntimeException> thrown) {

    /** Throws when the application stops. */
    void check() {
        if (now.getAsBoolean()) {
            throw thrown.get();
        }
    }
}
