package io.showrunner.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.story.Json;
import java.time.Duration;
import java.util.Map;

/** How long a story is written, and how long frames take from the server to their published place. Thread-safe. */
final class StepDurations {
    /** Until one was measured: a language model on a CPU answers within 45 to 90 seconds (C12). */
    private static final Expectation WRITING = new Expectation(Duration.ofSeconds(45), Duration.ofSeconds(90));

    private static final Expectation PUBLISHING = new Expectation(Duration.ofSeconds(1), Duration.ofSeconds(4));
    private static final double EXPECTED_SD = 0.5;
    private static final int FREEDOM = 30;
    private static final double SHORTEST = 1e-3;

    private final LogLevel writing;
    private final LogLevel publishing;

    StepDurations() {
        this(new LogLevel(), new LogLevel());
    }

    StepDurations(LogLevel writing, LogLevel publishing) {
        this.writing = writing;
        this.publishing = publishing;
    }

    synchronized void written(Duration time) {
        learn(writing, time);
    }

    synchronized void published(Duration time) {
        learn(publishing, time);
    }

    synchronized Estimate writing() {
        return estimate(writing, WRITING, "story");
    }

    synchronized Estimate publishing() {
        return estimate(publishing, PUBLISHING, "publication");
    }

    /** What is worth keeping, by name. */
    synchronized Map<String, JsonNode> learned() {
        return Map.of(
                "writing",
                Json.mapper().valueToTree(writing),
                "publishing",
                Json.mapper().valueToTree(publishing));
    }

    private static void learn(LogLevel level, Duration time) {
        level.learn(Math.log(Math.max(SHORTEST, Seconds.of(time))), 0);
    }

    private static Estimate estimate(LogLevel level, Expectation expected, String what) {
        return level.count() == 0
                ? new Estimate(expected.logSeconds(), EXPECTED_SD, EXPECTED_SD, FREEDOM, Basis.expected(what, expected))
                : new Estimate(
                        level.mean(),
                        level.levelSd(),
                        level.sd(),
                        level.freedom(),
                        Basis.workflow(what, level.count()));
    }
}
