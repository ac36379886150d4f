package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.FleetSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.SaturationSettings;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFiguresTest {
    @TempDir
    Path root;

    private StoryFolder folder;

    @BeforeEach
    void aStoryFolder() {
        folder = new StoryFolder(root).written(StorySource.LLM);
    }

    @Test
    void queueDepthIsWeightedByTimeForEveryInstance() {
        // Given: gpu0 holds one prompt for 10 s, two for 10 s, one for 10 s
        folder.published(1, "gpu0", 0).published(2, "gpu0", 10).published(3, "gpu1", 0);

        // When
        SystemReport.ResourceMetrics metrics =
                metadata(StoryFolder.KNOBS).system().resourceMetrics();

        // Then
        assertThat(metrics.comfyUiStats()).isEqualTo(new SystemReport.ComfyUiStats(1.33, 2, 18.0, 2));
        assertThat(metrics.instances())
                .extracting(SystemReport.InstanceMetrics::instanceId)
                .containsExactlyInAnyOrder("gpu0", "gpu1");
        assertThat(metrics.instances())
                .filteredOn(instance -> instance.instanceId().equals("gpu1"))
                .singleElement()
                .extracting(SystemReport.InstanceMetrics::comfyUiStats)
                .isEqualTo(new SystemReport.ComfyUiStats(1.0, 1, 18.0, 1));
    }

    @Test
    void aPromptThatStartsWhenAnotherEndsIsNotBesideIt() {
        folder.published(1, "gpu0", 0).published(2, "gpu0", 20).published(3, "gpu0", 40);

        assertThat(metadata(StoryFolder.KNOBS).system().resourceMetrics().comfyUiStats())
                .isEqualTo(new SystemReport.ComfyUiStats(1.0, 1, 18.0, 3));
    }

    @Test
    void theModelsAnswerTimesComeFromTheStoryFile() {
        allPublished();

        assertThat(metadata(StoryFolder.KNOBS).system().resourceMetrics().llmStats())
                .isEqualTo(new SystemReport.LlmStats(1, 65.2, 0.0, 0));
    }

    @Test
    void figuresNearTheirLimitAreSaidEarly() {
        // Given
        folder.published(1, "gpu0", 0).published(2, "gpu0", 0).published(3, "gpu0", 0);
        Knobs tight = new Knobs(
                StoryFolder.KNOBS.scene(),
                new FleetSettings(
                        Duration.ofSeconds(30),
                        3000,
                        5,
                        Strategy.LEAST_LOADED,
                        0,
                        new SaturationSettings(true, false, true, Duration.ofSeconds(10), Duration.ofMinutes(30))),
                Duration.ofSeconds(80),
                PhaseExpectations.none(),
                false);

        // When
        List<String> warnings = metadata(tight).system().warnings();

        // Then
        assertThat(warnings)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("QUEUE_DEPTH: gpu0 held 3")
                        .contains("60 %", "of 5", "raise showrunner.fleet.max-queue-depth"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("LLM_SLOW: 65.2 s")
                        .contains("82 %", "raise showrunner.llm.timeout"));
    }

    @Test
    void figuresFarFromTheirLimitsAreNotMentioned() {
        allPublished();

        assertThat(metadata(StoryFolder.KNOBS).system().warnings())
                .noneMatch(line -> line.startsWith("QUEUE_DEPTH") || line.startsWith("LLM_SLOW"));
    }

    @Test
    void aFigureThatWasNotMeasuredIsNullWithAReason() {
        allPublished();

        ArtifactMetadata metadata = metadata(StoryFolder.KNOBS);

        assertThat(metadata.system().resourceMetrics().gpuHealthBefore().utilizationPercent())
                .isNull();
        assertThat(metadata.system().warnings()).anyMatch(line -> line.startsWith("GPU_UTILIZATION_UNKNOWN: gpu0"));
        assertThat(metadata.quality().promptTokens())
                .hasSize(3)
                .containsValue(metadata.quality().longestPromptTokens());
        assertThat(metadata.quality().longestPromptTokens()).isPositive();
        assertThat(metadata.quality().promptsBeyondOneChunk()).isZero();
    }

    @Test
    void aStoryOfWhichNothingWasRenderedSaysSo() {
        for (int scene = 1; scene <= 3; scene++) {
            folder.record(scene, SceneState.CANCELLED, null, null);
        }

        ArtifactMetadata metadata = metadata(StoryFolder.KNOBS);

        assertThat(metadata.system().resourceMetrics().instances()).isEmpty();
        assertThat(metadata.system().warnings()).anyMatch(line -> line.startsWith("NOTHING_RENDERED"));
        assertThat(metadata.quality().doneMarkerReliability()).isNull();
    }

    @Test
    void qualityIsMeasuredOverThePublishedScenes() {
        folder.published(1, "gpu0", 0)
                .published(2, "gpu0", 20)
                .failed(3, "gpu0", 40, FailureKind.VERIFY_FAILED, "frame_00001.png is truncated")
                .record(3, SceneState.FAILED, FailureKind.VERIFY_FAILED, "Truncated twice.");

        Quality quality = metadata(StoryFolder.KNOBS).quality();

        assertThat(quality.scenesMeetingFrameFloor()).isEqualTo(2);
        assertThat(quality.doneMarkerReliability()).isEqualTo(1.0);
        assertThat(quality.duplicatePrompts()).isZero();
        assertThat(quality.duplicateSeeds()).isZero();
        assertThat(quality.attemptsFailedVerification()).isEqualTo(1);
        assertThat(quality.sceneLatencyP95Seconds()).isEqualTo(20.0);
        assertThat(quality.llmTruncations()).isZero();
    }

    @Test
    void percentilesAreNearestRank() {
        List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);

        assertThat(Figures.percentile(values, 50)).isEqualTo(2.0);
        assertThat(Figures.percentile(values, 95)).isEqualTo(4.0);
        assertThat(Figures.percentile(List.of(), 50)).isNull();
    }

    private void allPublished() {
        folder.published(1, "gpu0", 0).published(2, "gpu0", 20).published(3, "gpu0", 40);
    }

    private ArtifactMetadata metadata(Knobs knobs) {
        return new MetadataBuilder(folder.store, StoryFolder.CLOCK, knobs, false)
                .of(
                        folder.store.story(STORY).orElseThrow(),
                        folder.store.record(STORY).orElseThrow(),
                        1);
    }
}
