package io.showrunner.config;

import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.SceneSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Says which values are allowed but give up on healthy work, with the arithmetic. */
final class SanityWarnings {
    /** What 25 frames of SVD took on one RTX 3090. */
    private static final Duration TYPICAL_SCENE = Duration.ofSeconds(125);

    private static final Duration TYPICAL_ANSWER = Duration.ofSeconds(90);

    private static final String RESPONSE_TIMEOUT = "camel.component.http.response-timeout";

    private SanityWarnings() {}

    static List<String> of(Settings settings, Properties effective) {
        List<String> warnings = new ArrayList<>();
        checkScene(settings.scene(), warnings);
        checkSlots(settings, warnings);
        checkLlm(settings.llm(), warnings);
        checkClient(settings.llm().timeout(), effective.getProperty(RESPONSE_TIMEOUT, ""), warnings);
        return warnings;
    }

    private static void checkScene(SceneSettings scene, List<String> warnings) {
        Duration least = TYPICAL_SCENE.multipliedBy(3).dividedBy(2);
        String rule = ", shorter than 1.5 x " + seconds(TYPICAL_SCENE) + " of a typical SVD scene = " + seconds(least)
                + ": healthy scenes will be given up";
        if (scene.maxWait().compareTo(least) < 0) {
            warnings.add("showrunner.scene.max-wait is " + seconds(scene.maxWait()) + rule);
        }
        Duration polling = scene.historyPollInterval().multipliedBy(scene.historyMaxAttempts());
        if (scene.historyMaxAttempts() > 0 && polling.compareTo(least) < 0) {
            warnings.add("showrunner.scene.history-max-attempts x history-poll-interval is "
                    + scene.historyMaxAttempts() + " x " + seconds(scene.historyPollInterval()) + " = "
                    + seconds(polling) + rule);
        }
    }

    private static void checkSlots(Settings settings, List<String> warnings) {
        int depth = settings.fleet().maxQueueDepth();
        settings.instances().stream()
                .filter(instance -> instance.slots() >= depth)
                .forEach(instance -> warnings.add("the " + instance.slots() + " slots of " + instance.id()
                        + " reach showrunner.fleet.max-queue-depth of " + depth
                        + ": our own prompts will make it count as saturated"));
    }

    private static void checkLlm(LlmSettings llm, List<String> warnings) {
        if (llm.providers().isEmpty()) {
            warnings.add("no showrunner.llm.providers[n] is set: every story will be a template story");
        } else if (llm.timeout().compareTo(TYPICAL_ANSWER) < 0) {
            warnings.add("showrunner.llm.timeout is " + seconds(llm.timeout())
                    + ", while a 7B model on a CPU takes 60 to 90 s: its answers will be cut off");
        }
    }

    private static void checkClient(Duration answer, String clientMillis, List<String> warnings) {
        if (clientMillis.matches("[1-9]\\d{0,9}")) {
            Duration client = Duration.ofMillis(Long.parseLong(clientMillis));
            if (client.compareTo(answer) <= 0) {
                warnings.add(
                        RESPONSE_TIMEOUT + " is " + seconds(client) + ", not longer than showrunner.llm.timeout of "
                                + seconds(answer) + ": raise it to at least "
                                + answer.plusSeconds(10).toMillis());
            }
        }
    }

    private static String seconds(Duration time) {
        return (time.toMillis() % 1000 == 0 ? "" + time.toSeconds() : "" + time.toMillis() / 1000.0) + " s";
    }
}
