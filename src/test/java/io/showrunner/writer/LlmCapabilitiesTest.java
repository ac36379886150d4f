package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.Thoughts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmCapabilitiesTest {
    private static final ProviderSettings PROVIDER = Writers.LM_STUDIO;
    private static final List<ProviderSettings> PROVIDERS = List.of(PROVIDER, Writers.OLLAMA);

    private Path file;

    @BeforeEach
    void chooseFile(@TempDir Path data) {
        file = data.resolve("llm-capabilities.json");
    }

    private LlmCapabilities started() {
        return LlmCapabilities.in(file, PROVIDERS);
    }

    @Test
    void everythingMayBeTriedUntilItIsRefused() {
        LlmCapabilities capabilities = started();
        assertThat(capabilities.mayUse(PROVIDER, Capability.STREAMING)).isTrue();

        capabilities.learn(PROVIDER, Capability.STREAMING, false);

        assertThat(capabilities.mayUse(PROVIDER, Capability.STREAMING)).isFalse();
        assertThat(capabilities.mayUse(PROVIDER, Capability.STRUCTURED_OUTPUT)).isTrue();
        assertThat(capabilities.mayUse(Writers.OLLAMA, Capability.STREAMING)).isTrue();
    }

    @Test
    void whatWasLearnedIsKnownAfterARestart() {
        // Given
        started().learn(PROVIDER, Capability.STRUCTURED_OUTPUT, false);
        LlmCapabilities second = started();
        second.learn(Writers.OLLAMA, Capability.STREAMING, true);

        // When
        LlmCapabilities third = started();

        // Then
        assertThat(third.of(PROVIDER)).isEqualTo(second.of(PROVIDER));
        assertThat(third.mayUse(PROVIDER, Capability.STRUCTURED_OUTPUT)).isFalse();
        assertThat(third.of(Writers.OLLAMA).can()).containsEntry(Capability.STREAMING, true);
        assertThat(file).content().contains("\"version\" : 1", "\"structuredOutput\" : false");
    }

    @Test
    void allThatWasMeasuredIsKnownAfterARestart() {
        // Given
        LlmCapabilities first = started();
        first.thinks(PROVIDER, Thoughts.INLINE);
        first.measured(PROVIDER, 12.34, 801);
        assertThat(first.context(PROVIDER, 4096)).isTrue();
        assertThat(first.context(PROVIDER, 4096)).isFalse();

        // When
        EndpointFacts kept = started().of(PROVIDER);

        // Then
        assertThat(kept)
                .isEqualTo(new EndpointFacts(
                        PROVIDER.url(), PROVIDER.model(), Map.of(), Thoughts.INLINE, 12.3, 4096, 801));
    }

    @Test
    void anotherModelAtTheSameUrlIsLearnedAnew() {
        // Given
        started().learn(PROVIDER, Capability.STRUCTURED_OUTPUT, false);
        ProviderSettings other = new ProviderSettings(PROVIDER.id(), PROVIDER.url(), "another-model", null);

        // When
        LlmCapabilities changed = LlmCapabilities.in(file, List.of(other));
        changed.learn(other, Capability.STREAMING, true);

        // Then
        assertThat(changed.mayUse(other, Capability.STRUCTURED_OUTPUT)).isTrue();
        assertThat(started().mayUse(PROVIDER, Capability.STRUCTURED_OUTPUT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"version\":1,\"endpoi",
                "{\"version\":2,\"endpoints\":[]}",
                "{\"version\":1}",
                "{\"version\":1,\"endpoints\":[null]}",
                "{\"version\":1,\"endpoints\":[{\"model\":\"mistral-7b\"}]}",
                "{\"version\":1,\"endpoints\":[{\"url\":\"http://a\",\"model\":\"m\",\"tokensPerSecond\":0}]}",
                "{\"version\":1,\"endpoints\":[{\"url\":\"http://a\",\"model\":\"m\",\"can\":{\"streaming\":null}}]}"
            })
    void aDamagedFileIsDropped(String damaged) throws IOException {
        Files.writeString(file, damaged);

        LlmCapabilities capabilities = started();
        capabilities.learn(PROVIDER, Capability.STREAMING, false);

        assertThat(started().mayUse(PROVIDER, Capability.STREAMING)).isFalse();
    }

    @Test
    void aDiskThatDoesNotTakeItKeepsNothingFromGoingOn(@TempDir Path blocked) throws IOException {
        LlmCapabilities capabilities = LlmCapabilities.in(
                Files.createFile(blocked.resolve("no-folder")).resolve("file.json"), PROVIDERS);

        capabilities.learn(PROVIDER, Capability.STREAMING, false);

        assertThat(capabilities.mayUse(PROVIDER, Capability.STREAMING)).isFalse();
    }
}
