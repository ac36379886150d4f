package io.showrunner.film;

import java.time.Duration;

/**
 * A program that has come to its end.
 *
 * @param output the beginning of what it printed
 * @param failure a sentence; null when it ended well
 */
record Run(String output, String failure, Duration took) {}
