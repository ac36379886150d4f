package io.showrunner.forecast;

import java.time.Duration;

/**
 * How long everything that is to be done takes from now.
 *
 * @param p50 in half of all cases
 * @param p90 in nine of ten
 * @param basis what this rests on, in words
 */
public record Backlog(Duration p50, Duration p90, String basis) {}
