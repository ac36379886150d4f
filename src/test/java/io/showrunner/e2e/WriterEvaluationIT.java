package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The labelled briefs, written by a model through the shipped chain over HTTP. {@code -Dshowrunner.llm.url=…} and {@code
 * -Dshowrunner.llm.model=…} name the model, and the figures are the result; without them the simulator writes, and every label
 * has to be met.
 */
class WriterEvaluationIT {
    private static final String URL = System.getProperty("showrunner.llm.url", "");
    private static final String MODEL =
            System.getProperty("showrunner.llm.model", "mistralai/mistral-7b-instruct-v0.3");
    private static final boolean IS_LIVE = !URL.isBlank();
    private static final Duration PATIENCE = IS_LIVE ? Duration.ofHours(12) : TestStudio.PATIENCE;
    private static final Path TARGET = Path.of("target");

    @Test
    void everyLabelledBriefBecomesAStoryThatHasWhatAGoodOneHas(@TempDir Path home) throws Exception {
        // Given
        List<LabelledBrief> briefs = LabelledBrief.all();
        Evaluation evaluation = new Evaluation(IS_LIVE ? MODEL + " at " + URL : "the bundled simulator");
        try (TestStudio studio = studio(home).start()) {
            // When
            briefs.forEach(brief -> studio.drop(brief.name() + ".json", brief.json()));
            await().atMost(PATIENCE)
                    .until(() -> studio.stories().stream()
                                    .filter(WriterEvaluationIT::isWritten)
                                    .count()
                            == briefs.size());
            briefs.forEach(brief -> evaluation.add(brief, TestStudio.json(storyOf(studio, brief))));
        }

        // Then
        System.out.println(evaluation);
        evaluation.write(TARGET);
        if (!IS_LIVE) {
            assertThat(evaluation.notMet()).isEmpty();
            assertThat(evaluation.validShare()).isEqualTo(1);
        }
    }

    /** Nothing is rendered: no server is there, and the queue has room for all scenes. */
    private static TestStudio studio(Path home) {
        TestStudio studio = new TestStudio(home, 0)
                .with("showrunner.comfyui.instances[0].url", "http://127.0.0.1:1")
                .with("showrunner.scene.queue-depth", "200");
        return IS_LIVE
                ? studio.with("showrunner.llm.providers[0].url", URL)
                        .with("showrunner.llm.providers[0].model", MODEL)
                        .with("showrunner.llm.retry-delay", "5s")
                        .with("showrunner.llm.timeout", "600s")
                : studio;
    }

    private static boolean isWritten(StoryRecord story) {
        return story.state() != StoryState.ACCEPTED;
    }

    private static Path storyOf(TestStudio studio, LabelledBrief brief) {
        StoryRecord story = studio.stories().stream()
                .filter(record -> brief.name().equals(record.briefId()))
                .findFirst()
                .orElseThrow();
        return studio.folder(story).resolve("story.json");
    }
}
