package io.showrunner.forecast;

import java.time.Duration;

/**
 * How long something takes: lognormal, of whose level only so much is known.
 *
 * @param logMean mean of the logarithm of seconds
 * @param levelSd how uncertain that mean is
 * @param sd how much single ones scatter around it
 * @param freedom degrees of freedom that {@code sd} was learned with
 */
public record Estimate(double logMean, double levelSd, double sd, int freedom, Basis basis) {
    /** Half of them take no longer. */
    public Duration median() {
        return Seconds.toDuration(Math.exp(logMean));
    }

    /** Both uncertainties together. */
    double predictiveSd() {
        return Math.hypot(levelSd, sd);
    }
}
