package io.showrunner.config;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Q1 to Q10, each with a value that is not its default, and the ways in which a user sets one. */
public final class KnobCases {
    /** A way to set a knob. */
    public enum Way {
        FILE,
        LOCAL_FILE,
        ENVIRONMENT,
        ALIAS,
        SYSTEM
    }

    /**
     * One knob set to another value.
     *
     * @param id Q1 to Q10
     * @param number the value as documents write it: seconds, megabytes or a count
     * @param expected the value as the typed settings have it
     */
    public record Knob(
            String id,
            String key,
            String text,
            String alias,
            int number,
            Function<Settings, Object> read,
            Object expected) {
        String textForRoutes() {
            return expected instanceof Duration time ? Long.toString(time.toMillis()) : text;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    private static final List<Knob> KNOBS = List.of(
            time("Q1", "max-wait", "SCENE_MAX_WAIT_SECONDS", 601, s -> s.scene().maxWait()),
            count("Q2", "scene.history-max-attempts", "SCENE_HISTORY_MAX_ATTEMPTS", s -> s.scene()
                    .historyMaxAttempts()),
            time("Q3", "history-poll-interval", "SCENE_HISTORY_POLL_INTERVAL_SECONDS", 7, s -> s.scene()
                    .historyPollInterval()),
            count("Q4", "scene.retry-budget", "SCENE_RETRY_BUDGET", s -> s.scene()
                    .retryBudget()),
            time("Q5", "post-execution-timeout", "SCENE_POST_EXECUTION_TIMEOUT_SECONDS", 31, s -> s.scene()
                    .postExecutionTimeout()),
            time("Q6", "stability-window", "SCENE_STABILITY_WINDOW_SECONDS", 9, s -> s.scene()
                    .stabilityWindow()),
            count("Q7", "scene.stability-retries", "SCENE_STABILITY_RETRIES", s -> s.scene()
                    .stabilityRetries()),
            new Knob(
                    "Q8",
                    "showrunner.fleet.probe-interval",
                    "45s",
                    "GPU_HEALTH_CHECK_INTERVAL_SECONDS",
                    45,
                    s -> s.fleet().probeInterval(),
                    Duration.ofSeconds(45)),
            new Knob(
                    "Q9",
                    "showrunner.fleet.min-available-vram",
                    "4096MB",
                    "MIN_AVAILABLE_VRAM_MB",
                    4096,
                    s -> s.fleet().minAvailableVram(),
                    4096),
            count("Q10", "fleet.max-queue-depth", "MAX_QUEUE_DEPTH", s -> s.fleet()
                    .maxQueueDepth()));

    private KnobCases() {}

    /** Every knob with every way. */
    public static Stream<Arguments> everyKnobByEveryWay() {
        return KNOBS.stream().flatMap(knob -> Stream.of(Way.values()).map(way -> arguments(knob, way)));
    }

    /** The settings of a home in which the knob is set in this way. */
    public static LoadedSettings load(Knob knob, Way way, Path folder) throws IOException {
        SettingsHome home = new SettingsHome(folder);
        String line = knob.key() + "=" + knob.text();
        String variable = knob.key().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        switch (way) {
            case FILE -> home.shippedFileWith(line);
            case LOCAL_FILE -> home.localFile(line);
            case ENVIRONMENT -> home.environment(variable, knob.text());
            case ALIAS -> home.environment(knob.alias(), Integer.toString(knob.number()));
            case SYSTEM -> home.system(knob.key(), knob.text());
        }
        return home.load();
    }

    private static Knob time(String id, String name, String alias, int seconds, Function<Settings, Object> read) {
        String key = "showrunner.scene." + name;
        return new Knob(id, key, seconds + "s", alias, seconds, read, Duration.ofSeconds(seconds));
    }

    private static Knob count(String id, String name, String alias, Function<Settings, Object> read) {
        return new Knob(id, "showrunner." + name, "11", alias, 11, read, 11);
    }
}
