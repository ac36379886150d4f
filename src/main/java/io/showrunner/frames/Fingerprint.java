package io.showrunner.frames;

import java.time.Instant;

/**
 * A file at one moment, as far as a change of it can be seen without reading it.
 *
 * @param size bytes
 * @param ends true when the end chunk of a PNG is at its end
 */
public record Fingerprint(String name, long size, Instant modified, boolean ends) {}
