package io.showrunner.forecast;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * The level of a series of times and how well it is forecast: exponential smoothing of the logarithm, with the scatter
 * learned from its own errors one step ahead. A step in the series therefore widens the scatter at once and moves the level
 * within a few values. Not thread-safe.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class LogLevel {
    private static final double KEEP_LEVEL = 0.9;
    private static final double KEEP_SCATTER = 0.93;
    /** Scatter that is assumed until some was seen, and how many values that assumption is worth. */
    private static final double USUAL_SD = 0.5;

    private static final double ASSUMED = 3;
    private static final double LEAST_SD = 0.02;
    private static final int MOST_FREEDOM = 30;

    private double mean;
    private int count;
    private double weight;
    private double squares = ASSUMED * USUAL_SD * USUAL_SD;
    private double squaresWeight = ASSUMED;

    /**
     * Takes the next value.
     *
     * @param offset what is known to make this one differ from the level
     * @return by how much it differed from what was forecast; 0 for the first one, which was not
     */
    double learn(double logSeconds, double offset) {
        double error = count == 0 ? 0 : logSeconds - mean - offset;
        if (count == 0) {
            mean = logSeconds - offset;
        } else {
            squares = KEEP_SCATTER * squares + error * error / (1 + levelVariance());
            squaresWeight = KEEP_SCATTER * squaresWeight + 1;
        }
        weight = KEEP_LEVEL * weight + 1;
        mean += error / weight;
        count++;
        return error;
    }

    boolean isSound() {
        return Double.isFinite(mean) && weight >= 0 && squares > 0 && squaresWeight > 0 && count >= 0;
    }

    double mean() {
        return mean;
    }

    int count() {
        return count;
    }

    double sd() {
        return Math.max(LEAST_SD, Math.sqrt(squares / squaresWeight));
    }

    double levelSd() {
        return sd() * Math.sqrt(levelVariance());
    }

    int freedom() {
        return Math.min(MOST_FREEDOM, (int) Math.max(3, Math.min(count + 1.0, 2 * squaresWeight)));
    }

    /** Variance of the level in units of that of single values: large for few, and never none because old ones are forgotten. */
    private double levelVariance() {
        double steady = (1 - KEEP_LEVEL) / (1 + KEEP_LEVEL);
        return count == 0 ? 1 : Math.max(1.0 / count, steady);
    }
}
