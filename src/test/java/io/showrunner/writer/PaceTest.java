package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.llm.ChatReply.Content;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final LlmCapabilities capabilities = LlmCapabilities.inMemory();
    private final Pace pace = new Pace(new TokenBudget(500), Duration.ofMinutes(2), capabilities);

    private boolean observed(Integer tokens, int seconds) {
        return pace.observed(
                Writers.LM_STUDIO, new Content("{}", false, "stop", 900, tokens, null), Duration.ofSeconds(seconds));
    }

    private EndpointFacts facts() {
        return capabilities.of(Writers.LM_STUDIO);
    }

    @Test
    void warnsOnceOfAModelThatIsTooSlowForTheSettings() {
        assertThat(observed(140, 50)).isTrue();
        assertThat(observed(140, 50)).isFalse();
    }

    @Test
    void saysNothingOfAFastModelOrAReplyTooShortToTell() {
        assertThat(observed(400, 10)).isFalse();
        assertThat(observed(5, 50)).isFalse();
        assertThat(observed(null, 50)).isFalse();
        assertThat(observed(400, 0)).isFalse();
    }

    @Test
    void theSpeedIsKeptAndOneSlowReplyIsNotThePace() {
        observed(400, 20);
        assertThat(facts().tokensPerSecond()).isEqualTo(20.0);

        observed(400, 21);
        assertThat(facts().tokensPerSecond()).isEqualTo(20.0);

        observed(400, 40);
        assertThat(facts().tokensPerSecond()).isEqualTo(17.0);
        assertThat(facts().promptTokens()).isEqualTo(900);
    }

    @Test
    void whatWasNotCountedChangesNothing() {
        observed(400, 20);

        observed(null, 20);
        observed(5, 20);

        assertThat(facts().tokensPerSecond()).isEqualTo(20.0);
    }
}
