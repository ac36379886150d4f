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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The language model cannot be had: the story is made all the same, and nobody is told that a model wrote it. */
class FallbackIT {
    private static final String FILE = "fallback.json";

    @TempDir
    private Path home;

    /** Ways in which a provider gives no story. */
    enum Trouble {
        NOBODY_LISTENS,
        SERVER_ERROR,
        ONLY_PROSE
    }

    @ParameterizedTest
    @EnumSource
    void aStoryWithoutALanguageModelComesFromTheTemplateAndEveryDocumentSaysSo(Trouble trouble) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            bring(trouble, studio);
            studio.start();
            studio.drop(FILE, SmallBrief.json("fallback", "The Wall", "The Hand"));

            StoryRecord story = studio.finishedStory();

            assertThat(story.state()).isEqualTo(StoryState.FINISHED);
            assertSource("template", studio, story);
            assertThat(summary(studio, story)).contains("made from a template, not written by a language model");
            assertThat(studio.entry(story, "The Wall").path("FrameCount").asInt())
                    .isEqualTo(SmallBrief.FRAMES);
            JsonNode llm =
                    TestStudio.json(studio.folder(story).resolve("story.json")).path("llm");
            assertThat(llm.path("status").asText()).isEqualTo("error");
            assertThat(llm.path("fallbackKind").asText()).isEqualTo("template");
            assertThat(llm.path("error").asText()).isNotBlank();
        }
    }

    @Test
    void theSecondProviderIsAskedWhenTheFirstCannotAnswer() throws Exception {
        try (LlmSimulator second = LlmSimulator.start(LlmOptions.defaults());
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            studio.llm().faults().always(Fault.modelCrash());
            studio.with("showrunner.llm.providers[1].url", second.url().toString())
                    .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL)
                    .start();

            // When
            studio.drop(FILE, SmallBrief.json("fallback", "The Wall", "The Hand"));
            StoryRecord story = studio.finishedStory();

            // Then
            assertSource("llm", studio, story);
            assertThat(studio.llm().generations()).isPositive();
            assertThat(second.generations()).isPositive();
            JsonNode llm =
                    TestStudio.json(studio.folder(story).resolve("story.json")).path("llm");
            assertThat(llm.path("providerUrl").asText()).isEqualTo(second.url().toString());
            assertThat(llm.path("status").asText()).isEqualTo("success");
            assertThat(summary(studio, story)).contains("written by " + LlmOptions.MISTRAL);
        }
    }

    private static void bring(Trouble trouble, TestStudio studio) {
        switch (trouble) {
            case NOBODY_LISTENS -> studio.with("showrunner.llm.providers[0].url", TestStudio.NOBODY_LISTENS);
            case SERVER_ERROR -> studio.llm().faults().always(Fault.modelCrash());
            case ONLY_PROSE ->
                studio.llm().faults().always(Fault.content("Once upon a time there was a clerk and a ledger."));
        }
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
        assertThat(studio.status(FILE).path("storySource").asText()).isEqualTo(source);
        assertThat(studio.get("/api/stories").findValuesAsText("storySource")).containsExactly(source);
    }

    private static String summary(TestStudio studio, StoryRecord story) throws IOException {
        return Files.readString(studio.folder(story).resolve("run-summary.txt"));
    }
}
