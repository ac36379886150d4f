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
