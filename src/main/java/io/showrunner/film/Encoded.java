package io.showrunner.film;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A video that was made, not yet under its name.
 *
 * @param temporary where it lies
 * @param failure why it is not to be used; null when it may be
 */
public record Encoded(Encoding encoding, Path temporary, Duration took, String failure) {

    Encoded refused(String why) {
        return new Encoded(encoding, temporary, took, why);
    }
}
