package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryMetersTest {
    private static final String FORCED = "{\"Telemetry\": {\"ForcedCopyTriggered\": true}}";
    private static final String CONFIRMED = "{\"Telemetry\": {\"ForcedCopyTriggered\": false}}";

    @TempDir
    private Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StoryMeters stories = new StoryMeters(meters);

    @Test
    void threeStoriesAreTooFewToSayAnything() throws IOException {
        assembled(3, FORCED);

        assertThat(ratio("stories")).isNaN();
    }

    @Test
    void aStoryCountsWithOneForcedSceneAndTheScenesCountApart() throws IOException {
        assembled(3, CONFIRMED, CONFIRMED);
        assembled(1, CONFIRMED, FORCED);

        assertThat(ratio("stories")).isEqualTo(0.25);
        assertThat(ratio("scenes")).isEqualTo(0.125);
    }

    @Test
    void onlyTheLastTwentyStoriesCount() throws IOException {
        assembled(5, FORCED);
        assembled(20, CONFIRMED);

        assertThat(ratio("stories")).isZero();
    }

    @Test
    void latenciesAreTakenFromTheStoryAndOneThatWasNotMeasuredIsNone() throws IOException {
        write("{\"Scenes\": [], \"Quality\": {\"SceneLatencyP50Seconds\": 12.5, \"SceneLatencyP95Seconds\": null}}");

        stories.assembled(folder.toString());

        assertThat(meters.get("showrunner_story_scene_latency_seconds")
                        .tag("of", "P50")
                        .summary()
                        .totalAmount())
                .isEqualTo(12.5);
        assertThat(meters.find("showrunner_story_scene_latency_seconds")
                        .tag("of", "P95")
                        .summary())
                .isNull();
    }

    private void assembled(int times, String... scenes) throws IOException {
        write("{\"Scenes\": [" + String.join(",", scenes) + "], \"Quality\": {}}");
        for (int i = 0; i < times; i++) {
            stories.assembled(folder.toString());
        }
    }

    private void write(String metadata) throws IOException {
        Files.writeString(folder.resolve("artifact-metadata.json"), metadata);
    }

    private double ratio(String of) {
        return meters.get("showrunner.forced.copy.ratio").tag("of", of).gauge().value();
    }
}
