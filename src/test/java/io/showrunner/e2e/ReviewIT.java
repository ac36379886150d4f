package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.StoryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second look of a model at its own story, in the running application. */
class ReviewIT {
    private static final String BETTER =
            "A clerk lifting a loose brick from the wall of an archive, lamp light from the left";

    @Test
    void aStoryIsReviewedOnceAndAReviewThatFailsChangesNothing(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                .with("showrunner.llm.review", "true")
                .with("showrunner.llm.max-tokens", "4000")
                .start()) {
            // Given
            studio.llm()
                    .faults()
                    .next(
                            Fault.none(),
                            Fault.content("{\"weak\": [{\"scene\": 1, \"why\": \"no subject\", \"prompt\": \"" + BETTER
                                    + "\"}]}"));

            // When
            studio.drop("better.json", SmallBrief.jsonWithoutTitles("better", 1));
            StoryRecord better = studio.finishedStory("better");
            studio.llm().faults().next(Fault.none(), Fault.modelCrash());
            studio.drop("same.json", SmallBrief.jsonWithoutTitles("same", 2));
            StoryRecord same = studio.finishedStory("same");

            // Then
            JsonNode story = TestStudio.json(studio.folder(better).resolve("story.json"));
            assertThat(story.at("/scenes/0/prompt").asText()).isEqualTo(BETTER);
            assertThat(story.at("/llm/review/remarks/0/why").asText()).isEqualTo("no subject");
            assertThat(Files.readString(studio.folder(better).resolve("run-summary.txt")))
                    .contains("LLM review      changed: scene-001");
            JsonNode kept = TestStudio.json(studio.folder(same).resolve("story.json"));
            assertThat(kept.path("storySource").asText()).isEqualTo("llm");
            assertThat(kept.at("/llm/review/status").asText()).isEqualTo("failed");
            assertThat(studio.llm().generations()).isEqualTo(4);
            assertThat(new HttpTalk(studio.pipeline().port())
                            .get("/observe/metrics")
                            .body())
                    .containsPattern("showrunner_llm_reviews_total\\{.*result=\"changed\".*} 1")
                    .containsPattern("showrunner_llm_reviews_total\\{.*result=\"failed\".*} 1");
        }
    }
}
