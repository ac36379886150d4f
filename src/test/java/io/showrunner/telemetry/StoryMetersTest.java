package io.showrunner.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoryMetersTest {
    private static final String FORCED = "{\"Telemetry\": {\"ForcedCopyTriggered\": true}}";
    private static final String CONFIRMED = "{\"Telemetry\": {\"ForcedCopyTriggered\": false}}";

    @TempDir
    private Path folder;

    private int written;

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
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(12.5);
        assertThat(meters.find("showrunner_story_scene_latency_seconds")
                        .tag("of", "P95")
                        .timer())
                .isNull();
    }

    @Test
    void whatWasLessThanGoodIsCountedOnceForEachAssemblyAndWhatWasNotMeasuredIsNot() throws IOException {
        write("""
                {"Scenes": [{}, {}, {}], "Quality": {"ScenesMeetingFrameFloor": 1, "DuplicateSeeds": 2,
                  "LlmTruncations": null, "PromptTokens": {"scene-001": 60, "scene-002": 90}}}
                """);

        stories.assembled(folder.toString());
        stories.assembled(folder.toString());

        assertThat(flaws("below_frame_floor")).isEqualTo(2);
        assertThat(flaws("duplicate_seed")).isEqualTo(2);
        assertThat(flaws("cut_off_answer")).isZero();
        assertThat(flaws("blank_frames")).isZero();
        assertThat(meters.get("showrunner.prompt.tokens").summary().totalAmount())
                .isEqualTo(150);
    }

    private double flaws(String flaw) {
        return meters.get("showrunner.story.flaws")
                .tag("flaw", flaw)
                .functionCounter()
                .count();
    }

    private void assembled(int times, String... scenes) throws IOException {
        for (int i = 0; i < times; i++) {
            write("{\"Story\": {\"Id\": \"story-" + ++written + "\"}, \"Scenes\": [" + String.join(",", scenes)
                    + "], \"Quality\": {}}");
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
