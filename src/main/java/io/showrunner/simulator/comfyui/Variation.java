package io.showrunner.simulator.comfyui;

import java.util.SplittableRandom;

/**
 * How executions differ from each other: lognormal around the pace, and slower after so many. The same prompt in the same
 * place of the same server always takes the same time.
 *
 * @param sigma of the logarithm; 0 for none
 * @param slowAfter prompts after which everything takes {@code slowBy} times as long
 */
public record Variation(double sigma, long seed, int slowAfter, double slowBy) {
    /** @throws IllegalArgumentException when a value makes no sense */
    public Variation {
        if (!(sigma >= 0 && sigma <= 3) || slowAfter < 0 || !(slowBy > 0 && slowBy <= 1000)) {
            throw new IllegalArgumentException("sigma " + sigma + ", slowAfter " + slowAfter + ", slowBy " + slowBy);
        }
    }

    /** Every execution keeps the pace. */
    public static Variation none() {
        return new Variation(0, 0, 0, 1);
    }

    /** By what factor the n-th prompt, from 1, takes longer than the pace says. */
    double factor(int n) {
        double scatter = Math.exp(sigma * new SplittableRandom(seed * 1_000_003 + n).nextGaussian());
        return n > slowAfter ? scatter * slowBy : scatter;
    }
}
