package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBudgetTest {

    @ParameterizedTest(name = "{1} scenes under a cap of {0}")
    @CsvSource({
        "500,  1, true,  450", "500,  2, false, 500", "700,  2, true,  700", "699,  2, false, 699",
        "950,  3, true,  950", "3200, 12, true, 3200", "3199, 12, false, 3199", "4096, 12, true, 3200"
    })
    void aStoryTakes200TokensAnd250PerScene(int cap, int scenes, boolean fits, int tokens) {
        TokenBudget budget = new TokenBudget(cap);

        assertThat(budget.fitsInOneReply(scenes)).isEqualTo(fits);
        assertThat(budget.story(scenes)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 300, 450, 500, 900, 4096, 100_000})
    void noRequestExceedsTheCap(int cap) {
        TokenBudget budget = new TokenBudget(cap);

        assertThat(IntStream.rangeClosed(1, 12)).allSatisfy(scenes -> {
            assertThat(budget.story(scenes)).isBetween(1, cap);
            assertThat(budget.outline(scenes)).isBetween(1, cap);
            assertThat(budget.scene()).isBetween(1, cap);
            assertThat(budget.outlineLineLength(scenes)).isBetween(20, 140);
        });
    }

    @Test
    void moreScenesLeaveShorterLines() {
        TokenBudget budget = new TokenBudget(500);

        assertThat(budget.outlineLineLength(2)).isEqualTo(140);
        assertThat(budget.outlineLineLength(12)).isEqualTo(20);
        assertThat(IntStream.rangeClosed(2, 12)).allSatisfy(scenes -> assertThat(budget.outlineLineLength(scenes))
                .isLessThanOrEqualTo(budget.outlineLineLength(scenes - 1)));
    }

    @Test
    void warnsWhenAReplyCannotArriveInTime() {
        assertThat(new TokenBudget(500).timeoutWarning(2.8, Duration.ofMinutes(2)))
                .hasValue(
                        "showrunner.llm.max-tokens=500 at 2.8 tokens per second takes 179 s, but showrunner.llm.timeout"
                                + " is 120 s: long replies will be lost. Raise the timeout above 179 s or lower max-tokens to 336.");
    }

    @ParameterizedTest
    @CsvSource({"500, 40, 120, false", "336, 2.8, 120, true", "335, 2.8, 120, false", "500, 2.8, 600, false"})
    void warnsExactlyWhenTokensOverSpeedReachTheTimeout(int cap, double speed, int seconds, boolean warns) {
        assertThat(new TokenBudget(cap)
                        .timeoutWarning(speed, Duration.ofSeconds(seconds))
                        .isPresent())
                .isEqualTo(warns);
    }

    @Test
    void refusesACapOfNothing() {
        assertThatThrownBy(() -> new TokenBudget(0)).hasMessageContaining("showrunner.llm.max-tokens");
    }
}
