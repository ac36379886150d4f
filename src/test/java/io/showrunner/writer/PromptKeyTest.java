package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P1: what the words of a story depend on is in the key, and nothing else is. */
class PromptKeyTest {
    private static final Brief BRIEF = Writers.brief(3);
    private static final String KEY = key(BRIEF);

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title           | "The Signal Box"
            premise         | "a retired keeper discovers a hidden ledger full of ship names"
            genre           | "thriller"
            mood            | "tense"
            visualStyle     | "night, neon"
            directorsVision | "no dialogue"
            negativePrompt  | "rain"
            characters      | [{"name": "Mara", "visual": "red coat"}]
            sceneCount      | 4
            framesPerScene  | 14
            seed            | 1188
            scenes          | [{"title": "The Wall"}]
            """)
    void aBriefThatWantsOtherWordsHasAnotherKey(String field, String value) {
        assertThat(key(with(field, value))).isNotEqualTo(KEY);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            briefId        | "another"
            priority       | "high"
            width          | 512
            height         | 288
            fps            | 12
            profile        | "fast"
            workflow       | "smoke"
            keyframes      | ["a.png"]
            deadline       | "2026-12-24T18:00:00Z"
            callbackUrl    | "http://127.0.0.1/done"
            labels         | {"team": "night"}
            framesPerScene | 25
            """)
    void aBriefThatWantsTheSameWordsHasTheSameKey(String field, String value) {
        assertThat(key(with(field, value))).isEqualTo(KEY);
    }

    @Test
    void theModelTheTemperatureAndTheSeedAreInTheKey() {
        Brief unseeded = with("seed", "null");

        assertThat(Stream.of(
                        key(unseeded, Writers.CONFIG, "mistral-7b", 0.35, 42),
                        key(unseeded, Writers.CONFIG, "mistral-8b", 0.35, 42),
                        key(unseeded, Writers.CONFIG, "mistral-7b", 0.36, 42),
                        key(unseeded, Writers.CONFIG, "mistral-7b", 0.35, 43)))
                .doesNotHaveDuplicates();
    }

    @Test
    void whereTheModelAnswersIsNotInTheKey() {
        ProviderSettings elsewhere =
                new ProviderSettings("spare", URI.create("http://127.0.0.1:9/v1/chat/completions"), "mistral-7b", null);

        assertThat(Writers.desk(4096, elsewhere).open("story-a", BRIEF).contentKey())
                .isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prompts/write-story.md",
                "prompts/write-outline.md",
                "prompts/write-scene.md",
                "prompts/scene-shape.md",
                "prompts/review-story.md",
                "prompts/ask-again.md",
                "prompts/negative-prompt.md"
            })
    void aChangedPromptTextHasAnotherKey(String file, @TempDir Path config) throws IOException {
        copyConfig(config);
        Files.writeString(config.resolve(file), "\nBe brief.\n", StandardOpenOption.APPEND);

        assertThat(key(BRIEF, config, "mistral-7b", 0.35, 42)).isNotEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schemas/story.schema.json", "schemas/scene.schema.json", "schemas/outline.schema.json"})
    void aChangedSchemaHasAnotherKey(String file, @TempDir Path config) throws IOException {
        copyConfig(config);
        ObjectNode schema = Json.read(config.resolve(file), ObjectNode.class);
        Files.write(config.resolve(file), Json.pretty(schema.put("maxProperties", 50)));

        assertThat(key(BRIEF, config, "mistral-7b", 0.35, 42)).isNotEqualTo(KEY);
    }

    @Test
    void filesThatAreCopiedUnchangedHaveTheSameKey(@TempDir Path config) throws IOException {
        copyConfig(config);

        assertThat(key(BRIEF, config, "mistral-7b", 0.35, 42)).isEqualTo(KEY);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "drama, wistful, 3, true",
        "DRAMA, ' Wistful', 3, true",
        "drama, wistful, 4, false",
        "drama, tense, 3, false",
        "thriller, wistful, 3, false"
    })
    void theCoarseKeyIsGenreMoodAndLength(String genre, String mood, int scenes, boolean same) {
        Brief other = with("genre", Json.write(genre), "mood", Json.write(mood), "sceneCount", "" + scenes);

        assertThat(group(other).equals(group(BRIEF))).isEqualTo(same);
    }

    private static String group(Brief brief) {
        return PromptKey.group(Writers.roomyDesk().open("story-a", brief).script());
    }

    private static String key(Brief brief) {
        return Writers.roomyDesk().open("story-a", brief).contentKey();
    }

    private static String key(Brief brief, Path config, String model, double temperature, long seed) {
        ProviderSettings provider = new ProviderSettings("lm-studio", Writers.LM_STUDIO.url(), model, null);
        LlmSettings settings = new LlmSettings(
                List.of(provider),
                temperature,
                seed,
                Duration.ofSeconds(120),
                4096,
                1,
                Duration.ofSeconds(120),
                Duration.ofSeconds(5),
                false,
                false,
                true);
        return new WritingDesk(config, settings, "txt2img-svd", LlmCapabilities.inMemory(), Writers.CLOCK)
                .open("story-a", brief)
                .contentKey();
    }

    private static Brief with(String... fieldsAndValues) {
        ObjectNode brief = Json.mapper().valueToTree(BRIEF);
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            brief.set(fieldsAndValues[i], Json.read(fieldsAndValues[i + 1], JsonNode.class));
        }
        return Json.read(brief.toString(), Brief.class);
    }

    private static void copyConfig(Path config) throws IOException {
        try (Stream<Path> files = Files.walk(Writers.CONFIG)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = config.resolve(Writers.CONFIG.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
