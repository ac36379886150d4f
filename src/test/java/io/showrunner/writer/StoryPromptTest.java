package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoryPromptTest {
    private static final Path PROMPTS = Writers.CONFIG.resolve("prompts");
    private final StoryPrompt prompt = new StoryPrompt(PROMPTS);

    @ParameterizedTest
    @MethodSource("io.showrunner.writer.TemplateStoryTest#hostileTexts")
    void theBriefIsOneLineOfDataThatNothingInItCanEnd(String premise) {
        // Given
        Script script = script(Writers.brief(premise, "drama", 2));

        // When
        List<String> lines = prompt.ask(Part.STORY, script, 100).lines().toList();

        // Then
        assertThat(lines).filteredOn("BRIEF"::equals).hasSize(2);
        JsonNode data = Json.read(lines.get(lines.indexOf("BRIEF") + 1), JsonNode.class);
        assertThat(data.path("premise").asText()).isEqualTo(premise.strip());
        assertThat(String.join("", lines)).doesNotContain("</brief>", "<think>");
    }

    @Test
    void anEndlessBriefGivesABoundedPrompt() {
        // Given
        String endless = "word ".repeat(100_000);
        Brief brief = new Brief(
                endless,
                endless,
                endless,
                endless,
                endless,
                endless,
                endless,
                Stream.generate(() -> new Brief.Character(endless, endless))
                        .limit(100)
                        .toList(),
                12,
                null,
                null,
                null,
                null,
                null,
                endless,
                null,
                List.of(),
                null,
                null,
                Stream.generate(() -> Writers.given(endless, endless, endless))
                        .limit(12)
                        .toList(),
                true,
                null,
                null,
                null,
                null,
                null);

        // When
        String text = prompt.ask(Part.scene(12), script(brief), 100);

        // Then
        assertThat(text.length()).isLessThan(12_000);
    }

    @Test
    void saysWhatTheContractAsksFor() {
        String text = prompt.ask(Part.STORY, script(Writers.brief(3)), 100);

        assertThat(text)
                .contains("exactly 3 scene(s)", "\"expectedFrames\": 25", "motion blur", "three acts", "no code fence")
                .doesNotContain("{{", "}}");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, all three acts",
        "1, 2, the first act",
        "2, 2, the third act",
        "1, 3, the first act",
        "2, 3, the second act",
        "3, 3, the third act",
        "4, 12, the first act",
        "5, 12, the second act",
        "9, 12, the third act"
    })
    void aSceneBelongsToAnAct(int number, int count, String act) {
        assertThat(prompt.ask(Part.scene(number), script(Writers.brief(count)), 100))
                .contains("scene " + number + " of " + count + ", which belongs to " + act);
    }

    @Test
    void whatTheBriefDecidesOfASceneIsSaidAndThatItDecidesNothing() {
        Script script = script(Writers.brief(2, Writers.given("Salt on the Glass", null, null)));

        assertThat(prompt.ask(Part.scene(1), script, 100)).contains("word for word: {\"title\":\"Salt on the Glass\"}");
        assertThat(prompt.ask(Part.scene(2), script, 100)).contains("word for word: none");
    }

    @Test
    void aReviewerSeesAWholePrompt() {
        String picture = "Ticket clerk under sodium lamps, wet steel behind her, ".repeat(7) + "35mm lens";

        assertThat(prompt.ask(
                        Part.REVIEW, script(Writers.brief(1, Writers.given("Ninth Pass", "She looks.", picture))), 100))
                .contains(picture);
    }

    @Test
    void aComplaintIsAppendedInBoundedLength() {
        assertThat(prompt.askAgain("Question", "wrong ".repeat(1000)))
                .startsWith("Question")
                .contains("could not be used: wrong wrong")
                .hasSizeLessThan(900);
    }

    @Test
    void anUnknownSlotStopsTheStartAndIsNamed(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(PROMPTS)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(folder.resolve("write-story.md"), "Tell me of {{breif}}");

        assertThatThrownBy(() -> new StoryPrompt(folder))
                .hasMessageContainingAll("write-story.md", "{{breif}}", "known are brief, frames");
    }

    @Test
    void aMissingPromptStopsTheStartAndIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> new StoryPrompt(folder)).hasMessageContaining("write-story.md");
    }

    private static Script script(Brief brief) {
        return new Script(brief, new TokenBudget(4096));
    }
}
