package io.showrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of providers reach the HTTP client, and nothing that is shown. */
class ApiKeyTest {
    private static final String SECRET = "sk-lm-J9Fa6fbC:jkFcl7oqhmx5";

    @TempDir
    private Path folder;

    private SettingsHome home;

    @BeforeEach
    void open() {
        home = new SettingsHome(folder);
    }

    private static ApiKey of(LoadedSettings loaded, String provider) {
        return loaded.settings().credentials().of(provider);
    }

    @Test
    void aKeyOfTheEnvironmentIsSentAndNotShown() throws IOException {
        LoadedSettings loaded =
                home.environment("SHOWRUNNER_LLM_PROVIDERS_0_API_KEY", SECRET).load();

        assertThat(of(loaded, "lm-studio").authorization()).isEqualTo("Bearer " + SECRET);
        assertThat(of(loaded, "ollama").authorization()).isEmpty();
        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.toString() + loaded.effective()).doesNotContain(SECRET);
    }

    @Test
    void aKeyInAFileIsReadAgainForEachRequest() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        ApiKey key = of(
                home.localFile("showrunner.llm.providers[1].api-key-file=secret")
                        .load(),
                "ollama");
        assertThat(key.authorization()).isEqualTo("Bearer " + SECRET);

        // When
        Files.writeString(file, "another-key");

        // Then
        assertThat(key.authorization()).isEqualTo("Bearer another-key");
        assertThat(key.toString()).contains("secret").doesNotContain("another-key");
    }

    @Test
    void aFileThatIsNotThereIsNamedAtTheStartAndAtEachRequest() {
        LoadedSettings loaded =
                home.localFile("showrunner.llm.providers[0].api-key-file=gone").load();

        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains(folder.resolve("gone").toString(), "NoSuchFileException", "provider lm-studio");
        assertThatThrownBy(() -> of(loaded, "lm-studio").authorization())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("gone").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "two words", "two\nlines", "k\u00e9y"})
    void aFileWithoutAKeyIsNotSent(String content) throws IOException {
        Files.writeString(folder.resolve("secret"), content);
        LoadedSettings loaded = home.localFile("showrunner.llm.providers[0].api-key-file=secret")
                .load();

        assertThatThrownBy(() -> of(loaded, "lm-studio").authorization())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no API key");
    }

    @Test
    void aKeyInTheSharedFileIsWarnedOfWithoutShowingIt() throws IOException {
        LoadedSettings loaded = home.shippedFileWith("showrunner.llm.providers[0].api-key=" + SECRET)
                .load();

        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .startsWith("config/application.properties:")
                .contains("SHOWRUNNER_LLM_PROVIDERS_0_API_KEY")
                .doesNotContain(SECRET);
    }

    @Test
    void aMistakeAroundAKeyDoesNotShowIt() {
        home.environment("SHOWRUNNER_LLM_PROVIDERS_0_APIKEY", SECRET)
                .environment("SHOWRUNNER_LLM_PROVIDERS_1_API_KEY", SECRET + " " + SECRET)
                .system("showrunner.llm.providers[0].key", SECRET)
                .localFile(
                        "showrunner.llm.providers[0].api-key=" + SECRET,
                        "showrunner.llm.providers[0].api-key-file=secret",
                        "showrunner.llm.provider[0].api_key=" + SECRET);

        SettingsException refused = catchThrowableOfType(SettingsException.class, home::load);

        assertThat(refused.problems())
                .hasSize(5)
                .anyMatch(each -> each.contains("api-key-file=secret (config/local.properties:2)")
                        && each.contains("is set as well"));
        assertThat(refused.getMessage()).doesNotContain(SECRET);
    }

    @Test
    void starsStandInPlaceOfTheKeyInWhatOthersSay() throws IOException {
        ApiKey key = ApiKey.of(SECRET);

        assertThat(key.hiddenIn("Incorrect API key provided: " + SECRET + "."))
                .isEqualTo("Incorrect API key provided: ***.");
        assertThat(key.hiddenIn(null)).isNull();
        assertThat(ApiKey.NONE.hiddenIn("a text")).isEqualTo("a text");
    }
}
