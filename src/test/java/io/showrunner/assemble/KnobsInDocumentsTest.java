package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.KnobCases;
import io.showrunner.config.KnobCases.Knob;
import io.showrunner.config.KnobCases.Way;
import io.showrunner.config.Settings;
import io.showrunner.story.FailureKind;
import io.showrunner.story.Json;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Q1 to Q10: each knob by each way in stands in the documents of the stories that are made with it. */
class KnobsInDocumentsTest {
    /** Its key below QueueConfig and its name in the summary. */
    private record Place(String key, String name, String unit) {}

    private static final Map<String, Place> PLACES = Map.of(
            "Q1", new Place("HistoryMaxWaitSeconds", "History max wait", " s"),
            "Q2", new Place("HistoryMaxAttempts", "History max attempts", ""),
            "Q3", new Place("HistoryPollIntervalSeconds", "History poll interval", " s"),
            "Q4", new Place("SceneRetryBudget", "Scene retry budget", ""),
            "Q5", new Place("PostExecutionTimeoutSeconds", "Post-execution timeout", " s"),
            "Q6", new Place("StabilityWindowSeconds", "Stability window", " s"),
            "Q7", new Place("StabilityRetries", "Stability retries", ""),
            "Q8", new Place("GPUHealthCheckIntervalSeconds", "GPU probe interval", " s"),
            "Q9", new Place("MinAvailableVRAMMB", "Min available VRAM", " MB"),
            "Q10", new Place("MaxQueueDepth", "Max queue depth", ""));

    @TempDir
    Path root;

    @ParameterizedTest(name = "{0} by {1}")
    @MethodSource("io.showrunner.config.KnobCases#everyKnobByEveryWay")
    void everyKnobByEveryWay(Knob knob, Way way) throws IOException {
        // Given
        Settings settings = KnobCases.load(knob, way, root).settings();
        StoryFolder folder = new StoryFolder(settings.stories()).written(StorySource.LLM);
        for (int scene = 1; scene <= 3; scene++) {
            folder.record(scene, SceneState.FAILED, FailureKind.OOM, "Out of memory.");
        }

        // When
        folder.assembler(new Knobs(
                        settings.scene(), settings.fleet(), settings.llm().timeout(), PhaseExpectations.none(), false))
                .assemble(STORY);

        // Then
        Path story = folder.store.folder(STORY);
        Place place = PLACES.get(knob.id());
        assertThat(Json.read(story.resolve("artifact-metadata.json"), JsonNode.class)
                        .path("QueueConfig")
                        .path(place.key())
                        .asInt())
                .isEqualTo(knob.number());
        assertThat(Files.readString(story.resolve("run-summary.txt")))
                .containsPattern(place.name() + " +" + knob.number() + place.unit() + "( |\\n)");
    }
}
