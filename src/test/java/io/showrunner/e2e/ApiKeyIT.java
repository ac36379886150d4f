package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.config.SettingsLoader;
import io.showrunner.health.HealthCheck;
import io.showrunner.health.HealthReport;
import io.showrunner.health.HealthText;
import io.showrunner.health.Status;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.Flavour;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that want a key, and where the key is to be found afterwards: nowhere. */
class ApiKeyIT {
    private static final String FIRST = "sk-lm-Vm9yZGVy:c2VpdGVuLXR1ZXI";
    private static final String WRONG = "sk-lm-SGludGVy:dGhlLXdyb25nLW9uZQ";
    private static final String SECOND = "sk-llama-UmVzZXJ2ZQ";

    @TempDir
    private Path home;

    @TempDir
    private Path secrets;

    @Test
    void keysAreSentAndAreFoundNowhereAfterwards() throws Exception {
        Path secret = Files.writeString(secrets.resolve("key"), WRONG);
        Properties keys = new Properties();
        try (LlmSimulator first = LlmSimulator.start(
                        LlmOptions.builder(Flavour.LM_STUDIO).apiKey(FIRST).build());
                LlmSimulator second = LlmSimulator.start(
                        LlmOptions.builder(Flavour.LLAMA_SERVER).apiKey(SECOND).build());
                LogLines log = new LogLines();
                TestStudio studio = new TestStudio(home, 1)) {
            // Given
            keys.setProperty("showrunner.llm.providers[0].url", first.url().toString());
            keys.setProperty("showrunner.llm.providers[0].api-key-file", secret.toString());
            keys.setProperty("showrunner.llm.providers[1].url", second.url().toString());
            keys.setProperty("showrunner.llm.providers[1].model", LlmOptions.MISTRAL);
            keys.setProperty("showrunner.llm.providers[1].api-key", SECOND);
            keys.stringPropertyNames().forEach(name -> studio.with(name, keys.getProperty(name)));
            studio.start();

            // When the first has another key than the one that is sent
            studio.drop("one.json", SmallBrief.json("one", "The Wall"));
            JsonNode one = story(studio, "one");
            HealthReport wrong = health(keys);

            // Then it says what to set, and the second writes
            assertThat(one.path("storySource").asText()).isEqualTo("llm");
            assertThat(one.path("warnings").toString())
                    .contains("LLM_FAILURE: lm-studio", "HTTP 401", "api-key or api-key-file");
            assertThat(wrong.llm().providers().get(0).message()).contains("HTTP 401", "api-key or api-key-file");
            assertThat(wrong.llm().providers().get(1).message()).isNull();

            // When the secret is replaced, and an error repeats it
            Files.writeString(secret, FIRST);
            first.faults().next(Fault.status(401, "application/json", "{\"error\":\"not yet: " + FIRST + "\"}"));
            studio.drop("two.json", SmallBrief.json("two", "The Hand"));
            JsonNode two = story(studio, "two");
            studio.drop("three.json", SmallBrief.json("three", "The Lamp"));
            JsonNode three = story(studio, "three");
            HealthReport right = health(keys);

            // Then it counts without a restart
            assertThat(two.path("warnings").toString()).contains("not yet: ***");
            assertThat(three.path("warnings")).isEmpty();
            assertThat(three.at("/llm/providerUrl").asText())
                    .isEqualTo(first.url().toString());
            assertThat(right.llm().providers()).allSatisfy(each -> {
                assertThat(each.message()).isNull();
                assertThat(each.chat().status()).isEqualTo(Status.OK);
            });
            String health =
                    studio.get("/observe/health?exposureLevel=full&data=true").toString();
            assertThat(health).contains("structured output json_schema");

            // And nothing shows a key, once no file comes or goes any more
            studio.stop();
            String shown = log.text() + shown(wrong) + shown(right) + documents(studio) + health;
            assertThat(shown).contains("HTTP 401", "not yet: ***").doesNotContain(FIRST, SECOND, WRONG);
        }
    }

    private HealthReport health(Properties keys) {
        return new HealthCheck(SettingsLoader.load(home, Map.of(), keys).settings(), Clock.systemUTC(), true).run();
    }

    private static String shown(HealthReport report) {
        return new String(Json.pretty(report), StandardCharsets.UTF_8) + HealthText.of(report);
    }

    /** Everything that was written, the journal of the broker included. */
    private static String documents(TestStudio studio) throws IOException {
        try (Stream<Path> files = Files.walk(studio.home())) {
            List<String> texts =
                    files.filter(Files::isRegularFile).map(ApiKeyIT::text).toList();
            assertThat(texts).hasSizeGreaterThan(50);
            return String.join("\n", texts);
        }
    }

    private static String text(Path file) {
        try {
            return Files.size(file) > 30_000_000 ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode story(TestStudio studio, String briefId) {
        StoryRecord story = studio.finishedStory(briefId);
        return TestStudio.json(studio.folder(story).resolve("story.json"));
    }
}
