package io.showrunner.forecast;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often forecasts of one kind held, and by what their upper bound is stretched so that nine of ten hold: a little less
 * for each that held, nine times as much more for one that did not (adaptive conformal inference, Gibbs and Candès 2021).
 * Not thread-safe.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class Coverage {
    private static final int MOST_RECENT = 200;
    private static final double STEP = 0.1;
    private static final double LEAST_STRETCH = 0.7;
    private static final double MOST_STRETCH = 2;

    private double wanted;
    private final List<Outcome> recent = new ArrayList<>();
    private double logStretch;
    private Miss last;

    /**
     * A forecast that did not hold.
     *
     * @param at when the scene was done
     * @param tookSeconds from the forecast to the end
     * @param p90Seconds what nine of ten were not to exceed
     */
    record Miss(String storyId, String sceneId, Instant at, double tookSeconds, double p90Seconds) {}

    /**
     * One forecast and what came of it.
     *
     * @param overP50 the time it took over the time in which half were to be done
     */
    record Outcome(boolean held, double overP50) {}

    Coverage() {}

    /** @param wanted share of forecasts that are to hold */
    Coverage(double wanted) {
        this.wanted = wanted;
    }

    void held(double overP50) {
        note(true, overP50);
    }

    void missed(double overP50, Miss miss) {
        last = miss;
        note(false, overP50);
    }

    private void note(boolean held, double overP50) {
        recent.add(new Outcome(held, overP50));
        if (recent.size() > MOST_RECENT) {
            recent.remove(0);
        }
        double step = STEP * (held ? wanted - 1 : wanted);
        logStretch = Math.max(Math.log(LEAST_STRETCH), Math.min(Math.log(MOST_STRETCH), logStretch + step));
    }

    double stretch() {
        return Math.exp(logStretch);
    }

    /** Forecasts that are counted, 200 at most. */
    int scenes() {
        return recent.size();
    }

    /** Share of them that held; null without any. */
    Double withinP90() {
        return recent.isEmpty()
                ? null
                : (double) recent.stream().filter(Outcome::held).count() / recent.size();
    }

    /** The median of what they took over what half were to take; 1 when they are neither too short nor too long; null without any. */
    Double overP50() {
        double[] ratios = recent.stream().mapToDouble(Outcome::overP50).toArray();
        return ratios.length == 0 ? null : Quantiles.of(ratios).p50();
    }

    /** The newest one that did not hold; null when all did. */
    Miss last() {
        return last;
    }
}
