package io.showrunner.forecast;

import java.util.random.RandomGenerator;

/** Random times. What is not known about a level is drawn once for a run, since it makes all times of the run longer or shorter. */
final class Draws {
    private static final double LATE = 2.5;
    private static final double UNUSUAL_SD = 0.5;

    private final RandomGenerator random;
    private double drift;

    Draws(RandomGenerator random) {
        this.random = random;
    }

    /** What one run assumes about one level: how far off it is, and how much more or less single times scatter. */
    record Assumed(double shift, double widening) {}

    /**
     * Begins a run.
     *
     * @param driftSd how much everything may become slower or faster until it is done
     */
    void nextRun(double driftSd) {
        drift = driftSd * random.nextGaussian();
    }

    Assumed assume(Estimate estimate) {
        double squares = 0;
        for (int i = 0; i < estimate.freedom(); i++) {
            double each = random.nextGaussian();
            squares += each * each;
        }
        return new Assumed(random.nextGaussian(), Math.sqrt(estimate.freedom() / squares));
    }

    double seconds(Estimate estimate, Assumed assumed) {
        return Math.exp(mean(estimate, assumed) + sd(estimate, assumed) * random.nextGaussian());
    }

    /**
     * A time that is longer than this. One that is later than nearly all is not one of the usual: what is left of it scatters
     * as widely as if nothing were known.
     */
    double secondsAbove(Estimate estimate, Assumed assumed, double least) {
        if (least <= 0) {
            return seconds(estimate, assumed);
        }
        double mean = mean(estimate, assumed);
        double usual = sd(estimate, assumed);
        double sd = Math.log(least) > mean + LATE * usual ? Math.max(usual, UNUSUAL_SD) : usual;
        return Math.max(least, Math.exp(mean + sd * gaussianAbove((Math.log(least) - mean) / sd)));
    }

    /** Mean of many times. */
    double average(Estimate estimate, Assumed assumed) {
        double sd = sd(estimate, assumed);
        return Math.exp(mean(estimate, assumed) + sd * sd / 2);
    }

    private double mean(Estimate estimate, Assumed assumed) {
        return estimate.logMean() + drift + estimate.levelSd() * assumed.shift();
    }

    private static double sd(Estimate estimate, Assumed assumed) {
        return estimate.sd() * assumed.widening();
    }

    /** Robert (1995), Simulation of truncated normal variables. */
    private double gaussianAbove(double least) {
        double rate = (least + Math.sqrt(least * least + 4)) / 2;
        while (true) {
            double each = least <= 0 ? random.nextGaussian() : least - Math.log(1 - random.nextDouble()) / rate;
            boolean accepted =
                    least <= 0 ? each > least : random.nextDouble() <= Math.exp(-(each - rate) * (each - rate) / 2);
            if (accepted) {
                return each;
            }
        }
    }
}
