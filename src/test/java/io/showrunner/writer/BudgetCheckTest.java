package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetCheckTest {
    private final LlmCapabilities capabilities = LlmCapabilities.inMemory();

    private List<String> warnings(int maxTokens) {
        return new BudgetCheck(Writers.settings(maxTokens, Writers.LM_STUDIO, Writers.OLLAMA), capabilities).warnings();
    }

    @Test
    void theShippedBudgetsFitWhileNothingIsKnown() {
        assertThat(warnings(500)).isEmpty();
    }

    @Test
    void aSpeedThatWasMeasuredCountsForItsEndpoint() {
        capabilities.measured(Writers.OLLAMA, 2.8, null);

        assertThat(warnings(500))
                .singleElement()
                .asString()
                .startsWith("provider ollama: showrunner.llm.max-tokens=500 at 2.8 tokens per second takes 179 s, but")
                .doesNotContain("assumed");
    }

    @Test
    void aSpeedThatIsAssumedIsSaidToBe() {
        capabilities.measured(Writers.OLLAMA, 40.0, null);

        assertThat(warnings(900))
                .singleElement()
                .asString()
                .startsWith("provider lm-studio: showrunner.llm.max-tokens=900 at 5.5 tokens per second takes 164 s")
                .endsWith("(That speed is assumed, it was not measured yet.)");
    }

    @ParameterizedTest
    @CsvSource({"449, true", "450, false"})
    void oneSceneHasToFit(int maxTokens, boolean warns) {
        assertThat(warnings(maxTokens)).hasSize(warns ? 1 : 0);
        if (warns) {
            assertThat(warnings(maxTokens).get(0)).contains("max-tokens=449 is less than the 450 tokens (200 + 250)");
        }
    }

    @Test
    void aContextThatIsTooShortIsToldWithBothNumbers() {
        capabilities.context(Writers.LM_STUDIO, 1400);
        assertThat(warnings(500))
                .containsExactly("provider lm-studio: a question of 1000 tokens and showrunner.llm.max-tokens=500 take"
                        + " 1500 tokens, but the model is loaded with a context of 1400: answers will be cut off. Load it"
                        + " with at least 1500, or lower max-tokens. (The question's length is assumed.)");

        capabilities.measured(Writers.LM_STUDIO, null, 900);
        assertThat(warnings(500)).isEmpty();

        capabilities.measured(Writers.LM_STUDIO, null, 901);
        assertThat(warnings(500))
                .singleElement()
                .asString()
                .contains("901 tokens", "take 1401", "1400")
                .doesNotContain("assumed");
    }
}
