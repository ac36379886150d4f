package io.showrunner.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How good the forecasts of a run were.
 *
 * @param sigma of the logarithm of execution times
 * @param slowdown by what factor the second half took longer
 * @param seconds that the run took
 * @param atQueueing forecasts made when a scene was queued
 * @param atStart forecasts made when its execution began
 * @param lastWrong the newest one that did not hold, in words
 */
public record EtaReport(
        int gpus,
        int scenes,
        double sigma,
        double slowdown,
        long seed,
        long seconds,
        Moment atQueueing,
        Moment atStart,
        String lastWrong) {
    private static final double LEAST = 0.80;
    private static final double MOST = 0.97;
    /** Share of the scenes that must have had a forecast: some begin and end between two looks. */
    private static final double ENOUGH = 0.8;

    /**
     * Forecasts of one moment.
     *
     * @param scenes that had one
     * @param withinP90 share that was published no later than said for nine of ten
     * @param overP50 median of the time they took over the time in which half were to be done
     */
    public record Moment(int scenes, double withinP90, double overP50) {
        static Moment of(JsonNode accuracy) {
            return new Moment(
                    accuracy.path("scenes").asInt(),
                    accuracy.path("withinP90").asDouble(),
                    accuracy.path("overP50").asDouble());
        }

        private boolean isGood(int of) {
            return scenes >= of * ENOUGH && withinP90 >= LEAST && withinP90 <= MOST;
        }

        private String words() {
            return String.format(
                    Locale.ROOT, "%.1f %% of %d scenes, took %.2f of P50", 100 * withinP90, scenes, overP50);
        }
    }

    /** True when 80 to 97 % of the scenes ended within their P90, by both forecasts. */
    @JsonIgnore
    public boolean isGood() {
        return atQueueing.isGood(scenes) && atStart.isGood(scenes);
    }

    /** One JSON object. */
    public String json() {
        return Json.write(this);
    }

    /** What people read: each figure with its name. */
    public Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("servers", gpus + " simulated, two workflows");
        table.put(
                "execution times",
                String.format(
                        Locale.ROOT, "lognormal, sigma %.1f, x%.0f in the middle, seed %d", sigma, slowdown, seed));
        table.put("within P90, forecast at queueing", atQueueing.words());
        table.put("within P90, forecast at start", atStart.words());
        table.put("wanted", "80 to 97 % of both: " + (isGood() ? "yes" : "NO"));
        table.put("forecasts", lastWrong);
        table.put("time", seconds + " s");
        return table;
    }
}
