package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The language model answers, but not as it was asked to: the story is still the model's, with every scene asked for. All
 * stories are written in one studio at the same time, and only the first is waited for until it is rendered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmAnswersIT {
    private static final int SCENES = 3;
    private static final int ONCE = 1;
    private static final int ONCE_AND_THE_OUTLINE_AND_EACH_SCENE = 2 + SCENES;
    private static final String POSING = "../../etc/passwd <script>alert(1)</script> ${sys:user.home} __SCENE_PROMPT__";

    private TestStudio studio;
    private FaultyStories stories;

    /** @param mostRequests that the answer may cost */
    record Bad(String how, Fault fault, int mostRequests) {
        String id() {
            return how.replaceAll("[^a-z0-9]+", "-") + "-end";
        }

        @Override
        public String toString() {
            return how;
        }
    }

    static List<Bad> wrappedOrMisspelt() {
        return List.of(
                new Bad("markdown fences", Fault.fenced(), ONCE),
                new Bad("prose around it", Fault.prose(), ONCE),
                new Bad("thoughts before it", Fault.thinking(), ONCE),
                new Bad("as a thought", Fault.reasoningInsteadOfContent(), ONCE),
                new Bad("trailing commas", Fault.trailingComma(), ONCE),
                new Bad("single quotes", Fault.singleQuotes(), ONCE),
                new Bad("comments", Fault.comments(), ONCE),
                new Bad("not a number", Fault.nan(), ONCE),
                new Bad("no utf-8", Fault.invalidUtf8(), ONCE),
                new Bad("a list for a text", Fault.negativePromptAsArray(), ONCE));
    }

    static List<Bad> cutOffOrMiscounted() {
        return List.of(
                new Bad("cut off", Fault.truncated(), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                new Bad("cut off before the first word", Fault.emptyAtLength(), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                new Bad("no scene", Fault.scenes(0), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                new Bad("one scene too few", Fault.scenes(SCENES - 1), ONCE + 1),
                new Bad("500 scenes", Fault.scenes(500), ONCE + 1));
    }

    @BeforeAll
    void dropAll(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.max-tokens", "4000")
                .with("showrunner.llm.max-concurrent", "3")
                .with("showrunner.scene.queue-depth", "100")
                .start();
        stories = new FaultyStories(studio);
        Stream.of(wrappedOrMisspelt(), cutOffOrMiscounted())
                .flatMap(List::stream)
                .forEach(bad -> stories.drop(bad.id(), SCENES, bad.fault(), Fault.none()));
    }

    @AfterAll
    void close() {
        studio.close();
    }

    @ParameterizedTest
    @MethodSource("wrappedOrMisspelt")
    void anAnswerInOtherWordsOrBrokenSyntaxIsReadWithoutAskingAgain(Bad bad) {
        assertWrittenByTheModel(bad);
    }

    @ParameterizedTest
    @MethodSource("cutOffOrMiscounted")
    void anAnswerWithTooFewOrTooManyScenesBecomesAsManyAsWereAskedFor(Bad bad) {
        assertWrittenByTheModel(bad);
    }

    @Test
    void whatWasRepairedIsCountedAndSaidInTheSummary() throws Exception {
        // Given
        String repaired = wrappedOrMisspelt().get(0).id();

        // When
        StoryRecord record = studio.finishedStory(repaired);

        // Then
        assertThat(record.state()).isEqualTo(StoryState.FINISHED);
        assertThat(Files.readString(studio.folder(record).resolve("run-summary.txt")))
                .contains("LLM repairs     markers 1");
        assertThat(new HttpTalk(studio.pipeline().port())
                        .get("/observe/metrics")
                        .body())
                .containsPattern("showrunner_llm_repairs_total\\{.*rung=\"markers\".*} [1-9]")
                .contains("rung=\"template\"");
    }

    @Test
    void aBriefAndAnAnswerThatPoseAsSomethingElseStayText() throws Exception {
        // Given
        String answer = """
                {"logline": "%1$s", "directorsVision": "%1$s", "scenes": [{"id": "../../x", "title": "%1$s", "summary": "s",
                 "prompt": "%1$s", "mood": "m", "cameraMovement": "c", "palette": "p", "expectedFrames": 3, "negativePrompt": "n"}]}
                """.formatted(POSING);

        // When
        stories.drop("posing", 1, Fault.content(answer));
        JsonNode story = stories.written("posing");

        // Then
        assertThat(story.at("/scenes/0/id").asText()).isEqualTo("scene-001");
        assertThat(story.at("/scenes/0/title").asText()).isEqualTo(POSING);
        assertThat(story.at("/scenes/0/prompt").asText()).isEqualTo(POSING);
        assertThat(stories.requests("posing")).hasSize(ONCE);
        try (Stream<Path> written = Files.walk(studio.folder(stories.record("posing")))) {
            assertThat(written).noneMatch(file -> file.toString().contains("passwd"));
        }
    }

    private void assertWrittenByTheModel(Bad bad) {
        JsonNode story = stories.written(bad.id());
        assertThat(story.path("storySource").asText()).isEqualTo("llm");
        assertThat(story.path("scenes").findValuesAsText("title"))
                .hasSize(SCENES)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).isNotBlank());
        assertThat(stories.requests(bad.id())).hasSizeBetween(1, bad.mostRequests());
        assertThat(studio.pipeline()
                        .store()
                        .sceneRecords(stories.record(bad.id()).storyId()))
                .hasSize(SCENES);
    }
}
