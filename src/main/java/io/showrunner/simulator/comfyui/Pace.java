package io.showrunner.simulator.comfyui;

import java.time.Duration;

/**
 * How long each kind of work takes. Every duration is multiplied by {@code scale}, so that a test runs the same
 * server a hundred times faster.
 *
 * @param load one checkpoint, when it is not resident
 * @param step one sampling step
 * @param decode one frame through the VAE
 * @param frame one saved frame: frames appear one after the other at this pace
 * @param history from {@code execution_success} to the moment the history entry exists
 */
public record Pace(Duration load, Duration step, Duration decode, Duration frame, Duration history, double scale) {
    /** @throws IllegalArgumentException when a duration is negative or the scale is not between 0 and 1000 */
    public Pace {
        for (Duration duration : new Duration[] {load, step, decode, frame, history}) {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a pace cannot be negative: " + duration);
            }
        }
        if (!(scale >= 0 && scale <= 1000)) {
            throw new IllegalArgumentException("pace scale must be 0 to 1000, is " + scale);
        }
    }

    /** A pace that is pleasant to watch: a scene of 25 frames in about five seconds. */
    public static Pace watchable() {
        return new Pace(
                Duration.ofMillis(600),
                Duration.ofMillis(40),
                Duration.ofMillis(10),
                Duration.ofMillis(60),
                Duration.ofMillis(5),
                1);
    }

    /** A scene of one frame takes this long, whatever else its workflow does. */
    public static Pace ofFrame(Duration frame) {
        return new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, frame, Duration.ZERO, 1);
    }

    /** The same work, {@code factor} times as long. */
    public Pace scaled(double factor) {
        return new Pace(load, step, decode, frame, history, scale * factor);
    }

    Pace withHistory(Duration value) {
        return new Pace(load, step, decode, frame, value, scale);
    }

    Duration of(Duration work) {
        return Duration.ofNanos((long) (work.toNanos() * scale));
    }
}
