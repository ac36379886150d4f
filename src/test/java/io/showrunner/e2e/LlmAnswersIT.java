package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The language model answers, but not as it was asked to: the story is still the model's, with every scene asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmAnswersIT {
    private static final int SCENES = 3;
    private static final int ONCE = 1;
    private static final int ONCE_AND_THE_OUTLINE_AND_EACH_SCENE = 2 + SCENES;

    private TestStudio studio;
    private int stories;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 1)
                .with("showrunner.llm.max-tokens", "4000")
                .start();
    }

    @AfterAll
    void close() {
        studio.close();
    }

    static Stream<Arguments> wrappedOrMisspelt() {
        return Stream.of(
                arguments("prose around it", Fault.prose()),
                arguments("markdown fences", Fault.fenced()),
                arguments("thoughts before it", Fault.thinking()),
                arguments("as a thought", Fault.reasoningInsteadOfContent()),
                arguments("trailing commas", Fault.trailingComma()),
                arguments("single quotes", Fault.singleQuotes()),
                arguments("comments", Fault.comments()),
                arguments("NaN", Fault.nan()),
                arguments("a list for a text", Fault.negativePromptAsArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrappedOrMisspelt")
    void anAnswerInOtherWordsOrBrokenSyntaxIsReadWithoutAskingAgain(String how, Fault fault) throws Exception {
        assertWrittenByTheModel(how, fault, ONCE);
    }

    @Test
    void whatWasRepairedIsCountedAndSaidInTheSummary() throws Exception {
        // Given
        studio.llm().faults().next(Fault.fenced());

        // When
        studio.drop("repaired.json", SmallBrief.jsonWithoutTitles("repaired", SCENES));
        StoryRecord record = studio.finishedStory("repaired");

        // Then
        assertThat(Files.readString(studio.folder(record).resolve("run-summary.txt")))
                .contains("LLM repairs     markers 1");
        assertThat(new HttpTalk(studio.pipeline().port())
                        .get("/observe/metrics")
                        .body())
                .containsPattern("showrunner_llm_repairs_total\\{.*rung=\"markers\".*} [1-9]")
                .contains("rung=\"template\"");
    }

    static Stream<Arguments> cutOffOrMiscounted() {
        return Stream.of(
                arguments("cut off", Fault.truncated(), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                arguments("cut off before the first word", Fault.emptyAtLength(), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                arguments("no scene", Fault.scenes(0), ONCE_AND_THE_OUTLINE_AND_EACH_SCENE),
                arguments("one scene too few", Fault.scenes(SCENES - 1), ONCE + 1),
                arguments("500 scenes", Fault.scenes(500), ONCE + 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutOffOrMiscounted")
    void anAnswerWithTooFewOrTooManyScenesBecomesAsManyAsWereAskedFor(String how, Fault fault, int mostRequests)
            throws Exception {
        assertWrittenByTheModel(how, fault, mostRequests);
    }

    private void assertWrittenByTheModel(String how, Fault fault, int mostRequests) throws Exception {
        // Given
        String id = "answer-" + ++stories;
        int before = studio.llm().generations();
        studio.llm().faults().next(fault);

        // When
        studio.drop(id + ".json", SmallBrief.jsonWithoutTitles(id, SCENES));
        StoryRecord record = studio.finishedStory(id);

        // Then
        assertThat(record.state()).isEqualTo(StoryState.FINISHED);
        JsonNode story = TestStudio.json(studio.folder(record).resolve("story.json"));
        assertThat(story.path("storySource").asText()).as(how).isEqualTo("llm");
        assertThat(story.path("scenes").findValuesAsText("title"))
                .hasSize(SCENES)
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).isNotBlank());
        assertThat(studio.get("/api/stories/" + record.storyId()).findValuesAsText("storySource"))
                .contains("llm");
        assertThat(studio.llm().generations() - before).isBetween(1, mostRequests);
        assertThat(studio.pipeline().store().sceneRecords(record.storyId())).hasSize(SCENES);
    }
}
