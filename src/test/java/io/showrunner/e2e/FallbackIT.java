package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The language model cannot be had: the story is made all the same, and nobody is told that a model wrote it. */
class FallbackIT {
    private static final Fault CRASH = Fault.modelCrash();
    private static final Fault PROSE = Fault.content("Once upon a time there was a clerk and a ledger.");

    @TempDir
    private Path home;

    @Test
    void aStoryWithoutALanguageModelComesFromTheTemplateAndEveryDocumentSaysSo() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.with("showrunner.llm.providers[0].url", TestStudio.NOBODY_LISTENS)
                    .start();

            // When
            drop(studio, "nobody-listens");

            // Then
            assertTemplate(studio, "nobody-listens");
        }
    }

    @Test
    void theSecondProviderIsAskedWhenTheFirstCannotAnswerAndTheTemplateWhenNeitherCan() throws Exception {
        try (LlmSimulator second = LlmSimulator.start(LlmOptions.defaults());
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.llm()
                    .faults()
                    .when("only-second", CRASH)
                    .when("both-crash", CRASH)
                    .when("only-prose", PROSE);
            second.faults().when("both-crash", CRASH).when("only-prose", PROSE);
            studio.with("showrunner.llm.providers[1].url", second.url().toString())
                    .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL)
                    .start();

            // When
            drop(studio, "only-second");
            StoryRecord story = studio.finishedStory("only-second");
            drop(studio, "both-crash");
            drop(studio, "only-prose");

            // Then
            assertSource("llm", studio, story);
            assertThat(studio.llm().generations()).isPositive();
            assertThat(llm(studio, story).path("providerUrl").asText())
                    .isEqualTo(second.url().toString());
            assertThat(llm(studio, story).path("status").asText()).isEqualTo("success");
            assertThat(summary(studio, story)).contains("written by " + LlmOptions.MISTRAL);
            assertTemplate(studio, "both-crash");
            assertTemplate(studio, "only-prose");
        }
    }

    private static void drop(TestStudio studio, String id) {
        studio.drop(file(id), SmallBrief.json(id, "The Wall of " + id, "The Hand"));
    }

    private static String file(String id) {
        return id + ".json";
    }

    private static void assertTemplate(TestStudio studio, String id) throws IOException {
        StoryRecord story = studio.finishedStory(id);
        assertThat(story.state()).isEqualTo(StoryState.FINISHED);
        assertSource("template", studio, story);
        assertThat(summary(studio, story)).contains("made from a template, not written by a language model");
        assertThat(studio.entry(story, "The Wall of " + id).path("FrameCount").asInt())
                .isEqualTo(SmallBrief.FRAMES);
        assertThat(llm(studio, story).path("status").asText()).isEqualTo("error");
        assertThat(llm(studio, story).path("fallbackKind").asText()).isEqualTo("template");
        assertThat(llm(studio, story).path("error").asText()).isNotBlank();
        assertThat(studio.get("/api/stories/" + story.storyId()).path("warnings"))
                .extracting(JsonNode::asText)
                .anySatisfy(warning -> assertThat(warning).startsWith("LLM_FAILURE: "));
    }

    private static JsonNode llm(TestStudio studio, StoryRecord story) {
        return TestStudio.json(studio.folder(story).resolve("story.json")).path("llm");
    }

    private static void assertSource(String source, TestStudio studio, StoryRecord story) throws IOException {
        Path folder = studio.folder(story);
        assertThat(TestStudio.json(folder.resolve("story.json"))
                        .path("storySource")
                        .asText())
                .isEqualTo(source);
        assertThat(TestStudio.json(folder.resolve("artifact-metadata.json"))
                        .path("Story")
                        .path("StorySource")
                        .asText())
                .isEqualTo(source);
        assertThat(studio.status(story.briefName()).path("storySource").asText())
                .isEqualTo(source);
        assertThat(studio.get("/api/stories/" + story.storyId()).findValuesAsText("storySource"))
                .contains(source);
    }

    private static String summary(TestStudio studio, StoryRecord story) throws IOException {
        return Files.readString(studio.folder(story).resolve("run-summary.txt"));
    }
}
