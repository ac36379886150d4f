package io.showrunner.assemble;

import static io.showrunner.assemble.StoryFolder.KNOBS;
import static io.showrunner.assemble.StoryFolder.STORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.Settings.SceneSettings;
import io.showrunner.story.FailureKind;
import io.showrunner.story.SceneState;
import io.showrunner.story.StorySource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSummaryTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "LLM, written by mistralai/mistral-7b-instruct-v0.3",
        "CACHE, taken from the cache",
        "TEMPLATE, not written by a language model (connection refused)",
        "BRIEF, every scene came with the brief"
    })
    void whereTheStoryCameFromStandsInTheFirstLines(StorySource source, String words) {
        String summary = summary(new StoryFolder(root).written(source), KNOBS, false);

        assertThat(summary.lines().limit(4)).anySatisfy(line -> assertThat(line).contains(words));
    }

    @Test
    void whatItTookToGetUsableWordsIsSaid() {
        assertThat(summary(new StoryFolder(root).written(StorySource.LLM), KNOBS, false))
                .contains("LLM repairs     markers 2");
    }

    @Test
    void aSimulationSaysSoInTheFirstLines() {
        StoryFolder folder = new StoryFolder(root).written(StorySource.LLM);

        assertThat(summary(folder, KNOBS, true).lines().limit(4)).anyMatch(line -> line.startsWith("SIMULATION"));
        assertThat(summary(folder, KNOBS, false)).doesNotContain("SIMULATION");
    }

    @Test
    void numbersNeverVanish() {
        SceneSettings scene = KNOBS.scene();
        Knobs noRetries = new Knobs(
                new SceneSettings(
                        Duration.ofMillis(1500),
                        0,
                        scene.historyPollInterval(),
                        0,
                        scene.postExecutionTimeout(),
                        scene.stabilityWindow(),
                        scene.stabilityRetries(),
                        scene.doneMarkerTimeout(),
                        scene.frameWaitTimeout(),
                        scene.maxQueueWait(),
                        scene.queueDepth(),
                        scene.silence()),
                KNOBS.fleet(),
                KNOBS.llmTimeout(),
                PhaseExpectations.none(),
                false);

        String summary = summary(new StoryFolder(root).written(StorySource.LLM), noRetries, false);

        assertThat(summary)
                .containsPattern("Scene retry budget +0 ")
                .containsPattern("History max attempts +unbounded")
                .containsPattern("History max wait +1\\.5 s")
                .contains("Latency         P50 unknown (see the notes)")
                .contains("NOTHING_RENDERED");
    }

    @Test
    void everyPromptHasItsLineAndAFailedSceneItsReason() {
        StoryFolder folder = new StoryFolder(root)
                .written(StorySource.LLM)
                .published(1, "gpu0", 0)
                .failed(2, "gpu1", 0, FailureKind.OOM, "node 5 KSampler: out of memory")
                .record(2, SceneState.FAILED, FailureKind.OOM, "Out of memory; use a smaller profile.");

        String summary = summary(folder, KNOBS, false);

        assertThat(summary)
                .contains("Attempt 1, prompt 1: 5 frames, 20.0 s, gpu0, success,")
                .contains("Attempt 1, prompt 1: 0 frames, 20.0 s, gpu1, unknown (OOM),")
                .contains("node 5 KSampler: out of memory")
                .contains("Why             Out of memory; use a smaller profile.")
                .contains("1 of 3 scenes published")
                .contains("scene-002       scenes/scene-002 (no frames)");
    }

    @Test
    void warningsAreRepeatedWordForWord() {
        String summary = summary(new StoryFolder(root).written(StorySource.TEMPLATE), KNOBS, false);

        assertThat(summary).contains("story: LLM_FAILURE: connection refused by http://127.0.0.1:1234");
    }

    @Test
    void aLineIsAtMostAHundredColumnsUnlessOneWordIsLonger() {
        String longWord = "x".repeat(140);
        StoryFolder folder = new StoryFolder(root)
                .written(StorySource.TEMPLATE)
                .published(1, "gpu0", 0)
                .failed(2, "gpu1", 0, FailureKind.NODE_ERROR, "word ".repeat(60) + longWord);

        List<String> tooLong = summary(folder, KNOBS, true)
                .lines()
                .filter(line -> line.length() > 100)
                .map(String::strip)
                .toList();

        assertThat(tooLong)
                .filteredOn(line -> line.contains(" ") && !line.startsWith("Folder"))
                .isEmpty();
        assertThat(tooLong).contains(longWord);
    }

    private String summary(StoryFolder folder, Knobs knobs, boolean simulation) {
        return RunSummary.of(new MetadataBuilder(folder.store, StoryFolder.CLOCK, knobs, simulation)
                .of(
                        folder.store.story(STORY).orElseThrow(),
                        folder.store.record(STORY).orElseThrow(),
                        1));
    }
}
